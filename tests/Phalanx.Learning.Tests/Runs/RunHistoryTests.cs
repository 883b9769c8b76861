using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunHistoryTests : IDisposable
{
    private static readonly BitClass Other = BitClass.Current with { DotNet = "9.0.0" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_run_history_has_the_documented_properties_in_order_and_is_read_back()
    {
        var attempt = new RunAttempt
        {
            TEnv = 20_000,
            StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Machine = new Machine("Abacus", 2, "512", "Linux", "10.0.1"),
            Architecture = "x64",
            Version = "0.1.0",
            WallSeconds = 1.25,
        };
        new RunHistory([RunAttempt.Unknown, attempt]).Write(_folder.At("machine.json"));

        Assert.Equal(
            """
            {
              "attempts": [
                {
                  "t_env": 0,
                  "started_at": null,
                  "machine": null,
                  "architecture": null,
                  "version": null,
                  "wall_seconds": 0
                },
                {
                  "t_env": 20000,
                  "started_at": "2026-01-02T03:04:05+00:00",
                  "machine": {
                    "processor": "Abacus",
                    "cores": 2,
                    "simd": "512",
                    "system": "Linux",
                    "dotnet": "10.0.1"
                  },
                  "architecture": "x64",
                  "version": "0.1.0",
                  "wall_seconds": 1.25
                }
              ]
            }

            """,
            File.ReadAllText(_folder.At("machine.json")));
        Assert.Equal([RunAttempt.Unknown, attempt], RunHistory.Read(_folder.At("machine.json")).Attempts);
        Assert.Equal(new BitClass("512", "10.0.1", "x64"), attempt.Bits);
        Assert.Null(RunAttempt.Unknown.Bits);
    }

    [Fact]
    public void A_run_without_a_history_file_has_no_attempts() => Assert.Empty(RunHistory.Read(_folder.At("machine.json")).Attempts);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"attempts": null}""")]
    [InlineData("""{"attempts": [null]}""")]
    [InlineData("""{"attempts": [{"wall_seconds": 1}]}""")]
    [InlineData("""{"attempts": [{"t_env": -1}]}""")]
    [InlineData("""{"attempts": [{"t_env": 0, "wall_seconds": -1}]}""")]
    [InlineData("""{"attempts": [{"t_env": 0, "wall_seconds": 1e999}]}""")]
    [InlineData("""{"attempts": [{"t_env": 0, "started_at": "yesterday"}]}""")]
    [InlineData("""{"attempts": [{"t_env": 0, "machine": {}}]}""")]
    [InlineData("""{"attempts": [{"t_env": 0}""")]
    public void The_refusal_of_a_damaged_run_history_says_what_to_do(string content)
    {
        File.WriteAllText(_folder.At("machine.json"), content);

        Assert.Equal(
            "'machine.json' is damaged: something is wrong or missing near its line 1; delete it to continue with an unknown beginning",
            _folder.Refusal(() => RunHistory.Read(_folder.At("machine.json"))));
    }

    [Fact]
    public void A_run_of_another_bit_class_is_refused_and_both_classes_are_named()
    {
        using RunDirectory run = Run(lastCheckpoint: 100, At(0, Other));

        Assert.Equal(
            $"the run 'run' was begun with .NET 9.0.0, and this process uses .NET {Environment.Version}; add --other-bits to continue with other last digits",
            _folder.Refusal(() => RunHistory.ThrowIfOtherBits(run, allowed: false)));
        RunHistory.ThrowIfOtherBits(run, allowed: true);
    }

    [Fact]
    public void A_run_of_the_same_or_an_unknown_bit_class_is_not_refused()
    {
        RunAttempt elsewhere = At(0, BitClass.Current);
        elsewhere = elsewhere with { Version = "0.0.1", Machine = elsewhere.Machine! with { Processor = "Abacus", Cores = 99, System = "CP/M" } };
        foreach (RunAttempt attempt in (RunAttempt[])[elsewhere, RunAttempt.Unknown])
        {
            using RunDirectory run = Run(lastCheckpoint: 100, attempt);
            RunHistory.ThrowIfOtherBits(run, allowed: false);
        }
    }

    [Fact]
    public void The_bit_class_of_a_run_is_that_of_the_process_that_saved_the_last_checkpoint()
    {
        RunAttempt[] attempts = [At(0, BitClass.Current), At(100, Other)];
        using (RunDirectory beforeTheSecond = Run(lastCheckpoint: 100, attempts))
        {
            RunHistory.ThrowIfOtherBits(beforeTheSecond, allowed: false);
        }

        using (RunDirectory afterTheSecond = Run(lastCheckpoint: 101, attempts))
        {
            Assert.StartsWith(
                "the run 'run' was continued with .NET 9.0.0, ",
                _folder.Refusal(() => RunHistory.ThrowIfOtherBits(afterTheSecond, allowed: false)),
                StringComparison.Ordinal);
        }

        using RunDirectory replaced = Run(lastCheckpoint: 200, [.. attempts, At(50, BitClass.Current)]);
        RunHistory.ThrowIfOtherBits(replaced, allowed: false);
    }

    [Fact]
    public void A_run_has_other_bits_when_two_bit_classes_trained_it()
    {
        BitClass here = BitClass.Current;
        Assert.False(new RunHistory([At(0, here), At(100, here)]).HasOtherBits);
        Assert.False(new RunHistory([RunAttempt.Unknown, At(100, here)]).HasOtherBits);
        Assert.True(new RunHistory([At(0, here), At(100, Other)]).HasOtherBits);
        Assert.True(new RunHistory([At(0, here), At(100, Other), At(200, Other)]).HasOtherBits);
        Assert.True(new RunHistory([At(0, here), At(100, Other), At(200, here)]).HasOtherBits);

        // The second process saved nothing, or its work was cut: the third went on from where it had begun, or from before.
        Assert.False(new RunHistory([At(0, here), At(100, Other), At(100, here)]).HasOtherBits);
        Assert.False(new RunHistory([At(0, here), At(100, Other), At(50, here)]).HasOtherBits);
    }

    [Fact]
    public void The_time_of_a_run_is_the_sum_over_its_processes()
    {
        var history = new RunHistory([At(0, Other) with { WallSeconds = 1.5 }, At(100, Other) with { WallSeconds = 7 }]);

        history = history.WithElapsed(TimeSpan.FromSeconds(2));

        Assert.Equal([1.5, 2], history.Attempts.Select(attempt => attempt.WallSeconds));
        Assert.Equal(3.5, history.WallSeconds);
    }

    private static RunAttempt At(long tEnv, BitClass bits) => new()
    {
        TEnv = tEnv,
        Machine = Machine.Current with { Simd = bits.Simd, DotNet = bits.DotNet },
        Architecture = bits.Architecture,
    };

    private RunDirectory Run(long lastCheckpoint, params RunAttempt[] attempts)
    {
        if (Directory.Exists(_folder.At("run")))
        {
            Directory.Delete(_folder.At("run"), recursive: true);
        }

        var run = RunDirectory.Create(_folder.At("run"), "");
        Directory.CreateDirectory(_folder.At("run", "checkpoints", $"{lastCheckpoint}"));
        new RunHistory(attempts).Write(run.MachinePath);
        return run;
    }
}
