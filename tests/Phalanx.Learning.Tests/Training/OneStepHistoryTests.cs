using Phalanx.Environments;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public sealed class OneStepHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_checkpoint_has_the_tables_of_the_summary_and_earlier_ones_have_others()
    {
        RunSummary summary = SmallRun.Train(SmallRun.Settings("matrix/qtran"), _folder.At("run"));
        IReadOnlyList<OneStepMoment> moments = Of("run");
        Assert.Equal([0, 60, 120, 180, 240], moments.Select(moment => moment.TEnv));
        Assert.Equal(Values(summary.OneStep!), Values(moments[^1].Tables));
        Assert.Equal(5, moments.Select(moment => string.Join(' ', Values(moment.Tables))).Distinct().Count());

        OneStepMoment.WriteAll(_folder.At(OneStepMoment.File), moments);
        IReadOnlyList<OneStepMoment> read = OneStepMoment.ReadAll(_folder.At(OneStepMoment.File));
        Assert.Equal(moments.Select(moment => moment.TEnv), read.Select(moment => moment.TEnv));
        Assert.All(moments.Zip(read), pair => Assert.Equal(Values(pair.First.Tables), Values(pair.Second.Tables)));
    }

    [Fact]
    public void A_game_without_payoffs_has_no_tables()
    {
        SmallRun.Train(SmallRun.Settings(steps: 60), _folder.At("run"));
        Assert.Empty(Of("run"));
    }

    private static double[] Values(OneStepSummary tables) => [.. tables.JointValues!.Values, .. tables.Utilities!.SelectMany(row => row)];

    private IReadOnlyList<OneStepMoment> Of(string run) =>
        OneStepHistory.Of(RunDirectory.OpenToRead(_folder.At(run)), EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms);
}
