using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Reports;

/// <summary>The bounds of section 4.8 of the specification of experiments.</summary>
public sealed class TaskBoundsTests : IDisposable
{
    private static readonly string PredatorPrey =
        "agents=8 prey=8 catchers_needed=2 reward_catch=10 reward_time=0 reward_collision=0 capture_freezes=true capture_terminal=false";

    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("hunt", "predators=2 prey=null size=null penalty=0.5 episode_limit=100 catch_neighbourhood=orthogonal", 0, 28.89)]
    [InlineData("hunt", "predators=2 prey=null size=null penalty=1 episode_limit=100 catch_neighbourhood=orthogonal", 0, 25.74)]
    [InlineData("hunt", "predators=2 prey=1 size=5 penalty=1.5 episode_limit=100 catch_neighbourhood=orthogonal", 0, 23.77)]
    [InlineData("squeeze", "agents=10 max_level=9 unit_mode=per_episode unit=0.1", 0, 8.0078)]
    [InlineData("squeeze", "agents=10 max_level=9 unit_mode=equal unit=0.1", 0, 8)]
    [InlineData("squeeze-multi", "agents=10 max_level=9 unit_mode=per_episode unit=0.1", 0, 8.0087)]
    [InlineData("squeeze-multi", "agents=10 max_level=9 unit_mode=equal unit=0.1", 0, 8.001)]
    [InlineData("two-quadratics", "steps_per_episode=1", 0, 10)]
    [InlineData("checkers", "step_cost=-0.01 max_steps=100", -2, 86.26)]
    public void Environments_with_known_bounds_have_them(string environment, string settings, double low, double high)
    {
        NormalisationBounds bounds = Bounds(environment, settings)!;
        Assert.Equal((low, high), (bounds.Low, bounds.High));
    }

    [Fact]
    public void Predator_prey_is_bounded_by_as_many_catches_as_there_are_pairs() => Assert.Equal(new NormalisationBounds(0, 40), Bounds("predator-prey", PredatorPrey));

    [Theory]
    [InlineData("hunt", "predators=4 prey=null size=null penalty=0.5 episode_limit=100 catch_neighbourhood=orthogonal")]
    [InlineData("squeeze", "agents=10 max_level=9 unit_mode=fixed unit=0.1")]
    [InlineData("predator-prey", "agents=8 prey=8 catchers_needed=2 reward_catch=10 reward_time=-0.1 reward_collision=0 capture_freezes=true capture_terminal=false")]
    [InlineData("battle/3m", "step_mul=8")]
    [InlineData("my-own", "x=1")]
    public void Others_have_none(string environment, string settings) => Assert.Null(Bounds(environment, settings));

    [Fact]
    public void A_share_is_bounded_by_0_and_1_and_a_game_by_its_payoffs()
    {
        FinishedRun run = _runs.Load(new SyntheticRun { Environment = "matrix/qtran", Wins = [0, 0, 0] }).Runs[0];
        Assert.Equal(NormalisationBounds.Share, TaskBounds.Of(run, "win", _ => null));
        Assert.Equal(new NormalisationBounds(-12, 8), TaskBounds.Of(run, "return", _ => Games.F2));
        Assert.Null(TaskBounds.Of(run, "return", _ => null));
        Assert.Null(TaskBounds.Of(run, "length", _ => null));
    }

    private NormalisationBounds? Bounds(string environment, string settings) => TaskBounds.Of(
        _runs.Load(new SyntheticRun
        {
            Environment = environment,
            Settings = [.. settings.Split(' ').Select(setting => setting.Split('=')).Select(setting => ($"env.{setting[0]}", setting[1]))],
        }).Runs[0],
        "return",
        _ => null);
}
