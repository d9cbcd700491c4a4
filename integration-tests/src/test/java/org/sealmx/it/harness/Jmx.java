package org.sealmx.it.harness;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The memory and processor time of a JVM on this machine, as it reports them. */
public final class Jmx implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Jmx(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** Connects to a process that the test has started. */
    @SuppressWarnings("BanJNDI") // the address is that of a process that this test has started
    public static Jmx attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Jmx(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Collects garbage and forgets the peak of the heap. */
    public void settle() throws IOException {
        ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class).gc();
        for (MemoryPoolMXBean pool : heapPools()) {
            pool.resetPeakUsage();
        }
    }

    /** The octets in use on the heap. */
    public long heapUsed() throws IOException {
        return heapPools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    /** The most octets that were in use since {@link #settle}. */
    public long heapPeak() throws IOException {
        return heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** The octets that the live threads have allocated since they started. */
    public long allocated() throws IOException {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(beans, ThreadMXBean.class);
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(octets -> octets > 0)
                .sum();
    }

    /** The processor time used so far. */
    public Duration cpu() throws IOException {
        return Duration.ofNanos(ManagementFactory.getPlatformMXBean(beans, OperatingSystemMXBean.class)
                .getProcessCpuTime());
    }

    /** Writes all live objects to a file. */
    public void dumpHeap(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(beans, HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.toString(), true);
    }

    private List<MemoryPoolMXBean> heapPools() throws IOException {
        return ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
