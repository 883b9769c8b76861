using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Commands leave no environment alive, however they end.</summary>
public class DisposalTests
{
    private const string EvaluateAtRandom = $"evaluate --policy random {CountingEnvironments.Name} --episodes 100";

    [Theory]
    [InlineData($"check {CountingEnvironments.Name}")]
    [InlineData(EvaluateAtRandom)]
    public void A_command_that_plays_disposes_every_environment(string arguments)
    {
        var counting = new CountingEnvironments();
        CommandLine run = Run(arguments, counting);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(counting.Steps > 0);
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void An_analysis_needs_no_environment_where_the_specification_is_declared(bool declared, int made)
    {
        var counting = new CountingEnvironments { DeclaresSpec = declared };
        CommandLine run = Run($"analyze {CountingEnvironments.Name} --json", counting);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((made, 0), (counting.Made, counting.Alive));
    }

    [Theory]
    [InlineData($"check {CountingEnvironments.Name}")]
    [InlineData(EvaluateAtRandom)]
    public void A_command_whose_environment_fails_disposes_every_environment(string arguments)
    {
        var counting = new CountingEnvironments { FailsAtStep = 70 };
        CommandLine run = Run(arguments, counting);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData($"check {CountingEnvironments.Name}")]
    [InlineData(EvaluateAtRandom)]
    public void A_command_that_cannot_make_all_environments_disposes_the_others(string arguments)
    {
        var counting = new CountingEnvironments { FailsAtCreation = 3 };
        CommandLine run = Run(arguments, counting);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData($"check {CountingEnvironments.Name}")]
    [InlineData(EvaluateAtRandom)]
    public void An_interrupt_in_the_middle_of_a_command_disposes_every_environment(string arguments)
    {
        using var source = new CancellationTokenSource();
        var counting = CountingEnvironments.Cancelling(source);
        Run(arguments, counting, source.Token).AssertError(130, "interrupted");
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 50)]
    public void A_benchmark_disposes_every_environment(int threads, int failsAtStep)
    {
        var counting = new CountingEnvironments { FailsAtStep = failsAtStep };
        BenchmarkSuite suite = EnvironmentBenchmarks.Create(counting.Registry(), threads, worlds: 4, default);
        Assert.Equal(0, counting.Made);
        Exception? failure = Record.Exception(() => suite.Measure($"environments/{CountingEnvironments.Name}"));
        Assert.Equal(failsAtStep > 0, failure is InvalidOperationException);
        Assert.Equal((4 * threads, 0), (counting.Made, counting.Alive));
    }

    private static CommandLine Run(string arguments, CountingEnvironments counting, CancellationToken cancellation = default) =>
        CommandLine.Run(arguments, new Library { Environments = counting.Registry() }, cancellation);
}
