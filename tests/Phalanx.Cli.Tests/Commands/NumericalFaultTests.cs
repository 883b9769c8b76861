using System.Runtime.InteropServices;

namespace Phalanx.Cli.Tests.Commands;

public sealed class NumericalFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_whose_weights_overflow_ends_with_one_sentence_and_exit_code_1_and_its_last_checkpoint_is_sound()
    {
        var run = CommandLine.Run($"train qmix matrix/qtran --steps 2000 --set learner.lr=1e38 --set checkpoint.interval=10 --out {_folder["run"]} --json");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: group 'learner': the weight 'agent.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            $"; phase learn at t_env 32, in training step 1; the last good checkpoint is '{_folder.At("run", "checkpoints", "30")}'{Environment.NewLine}",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal($"error: {run.Json.GetProperty("error").GetString()}{Environment.NewLine}", run.Error);

        var again = CommandLine.Run($"resume {_folder["run"]}");
        Assert.Equal((1, run.Error), (again.ExitCode, again.Error));
        Assert.Equal(0, CommandLine.Run($"evaluate {_folder["run"]} --episodes 2").ExitCode);
    }

    [Theory]
    [InlineData("evaluate {0}")]
    [InlineData("resume {0}")]
    [InlineData("replay {0} --out nowhere.html")]
    public void A_checkpoint_that_holds_a_number_that_is_none_is_refused_in_one_sentence(string command)
    {
        Assert.Equal(0, CommandLine.Run($"train vdn matrix/qtran --steps 60 --set checkpoint.interval=50 --out {_folder["run"]}").ExitCode);
        string path = _folder.At("run", "checkpoints", "60", "weights.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        MemoryMarshal.Write(bytes.AsSpan(^sizeof(float)..), float.NaN);
        File.WriteAllBytes(path, bytes);
        CommandLine.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, _folder["run"])).AssertError(
            2,
            $"the checkpoint '{_folder.At("run", "checkpoints", "60")}' is damaged: weights.safetensors: tensor 'target.agent.fc2.bias' F32 [3] has 1 NaN among 3 numbers; "
            + "delete its folder to continue from the one before it, at t_env 50");
    }
}
