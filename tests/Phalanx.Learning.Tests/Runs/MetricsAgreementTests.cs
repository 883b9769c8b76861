using Phalanx.Learning.Runs;
using Phalanx.Learning.Tests.Training;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MetricsAgreementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_figure_that_is_another_one_than_when_the_checkpoint_was_taken_is_refused()
    {
        string run = Train();
        Check(run);

        string metrics = Path.Combine(run, "metrics.csv");
        string[] lines = File.ReadAllLines(metrics);
        lines[2] = $"{lines[2][..^1]}{(lines[2][^1] == '1' ? '2' : '1')}";
        File.WriteAllText(metrics, string.Join('\n', lines) + "\n");

        Assert.StartsWith("'run/metrics.csv' is damaged: its first ", _folder.Refusal(() => Check(run)));
        Directory.Delete(_folder.At("run", "checkpoints"), recursive: true);
        Check(run);
    }

    [Fact]
    public void Rows_after_the_checkpoint_and_checkpoints_of_an_earlier_version_are_let_be()
    {
        string run = Train();
        string metrics = Path.Combine(run, "metrics.csv");
        File.AppendAllText(metrics, File.ReadAllLines(metrics)[^1].Replace("240,", "280,", StringComparison.Ordinal) + "\n");
        Check(run);

        SealedCheckpoint.MakeFormer(_folder.At("run", "checkpoints", "240"));
        File.WriteAllText(metrics, "");
        Check(run);
    }

    private static void Check(string folder)
    {
        using var run = RunDirectory.OpenToRead(folder);
        MetricsAgreement.ThrowIfOther(run);
    }

    private string Train()
    {
        SmallRun.Train(SmallRun.Settings(), _folder.At("run"));
        return _folder.At("run");
    }
}
