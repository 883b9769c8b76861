using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_that_reads_the_lock_for_a_moment_does_not_make_a_writer_fail()
    {
        RunLock.Take(_folder.Path).Dispose();
        FileStream look = SharedReading.Open(_folder.At(".lock"));
        var reader = new Thread(() =>
        {
            Thread.Sleep(30);
            look.Dispose();
        });
        reader.Start();
        RunLock.Take(_folder.Path, patience: TimeSpan.FromMinutes(1)).Dispose();
        reader.Join();
    }
}
