using System.Text.Json;
using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private const string Train = "train vdn matrix/two-step --steps 60 --seed 4 --threads 1 --set evaluation.interval=30 --set learner.batch_episodes=4 --set checkpoint.interval=30 --set agent.hidden=8 --out";

    private readonly TemporaryFolder _folder = new();

    public ExportCommandTests() => Assert.Equal(0, CommandLine.Run($"{Train} {Run}").ExitCode);

    private string Run => _folder["run"];

    private string Policy => _folder["run/policy.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_latest_checkpoint_is_written_into_the_run_and_acts()
    {
        var export = CommandLine.Run($"export {Run}");
        Assert.Equal((0, ""), (export.ExitCode, export.Error));
        Assert.Equal(
            $"vdn on matrix/two-step after 60 steps: {new FileInfo(Policy).Length} bytes in {Policy}\n"
            + "takes observations float32 [2, 3], available bool [2, 2]\n"
            + "gives actions int32 [2], outputs float32 [2, 2]\n",
            export.Output.ReplaceLineEndings("\n"));
        PolicyDescription description = ActingPolicy.Load(Policy).Description;
        Assert.Equal(("vdn", "matrix/two-step", 60L, 8), (description.Origin.Algorithm, description.Origin.Environment, description.Origin.TEnv, description.Memory));
        Assert.DoesNotContain("+", description.Origin.Producer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_says_what_was_written_and_what_acting_takes_and_gives()
    {
        JsonElement document = CommandLine.Run($"export {Run} --json --out {_folder["team.safetensors"]} --at 30").Json;
        Assert.Equal(
            ["run", "algorithm", "environment", "t_env", "format", "format_version", "file", "bytes", "inputs", "outputs"],
            document.EnumerateObject().Select(property => property.Name));
        Assert.Equal(30, document.GetProperty("t_env").GetInt64());
        Assert.Equal(("policy", 1), (document.GetProperty("format").GetString(), document.GetProperty("format_version").GetInt32()));
        Assert.Equal(_folder["team.safetensors"], document.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(_folder["team.safetensors"]).Length, document.GetProperty("bytes").GetInt64());
        Assert.Equal(
            """[{"name":"observations","type":"float32","shape":[2,3]},{"name":"available","type":"bool","shape":[2,2]}]""",
            JsonSerializer.Serialize(document.GetProperty("inputs")));
        Assert.Equal(
            """[{"name":"actions","type":"int32","shape":[2]},{"name":"outputs","type":"float32","shape":[2,2]}]""",
            JsonSerializer.Serialize(document.GetProperty("outputs")));
        Assert.Equal(30, ActingPolicy.Load(_folder["team.safetensors"]).Description.Origin.TEnv);
        Assert.False(File.Exists(Policy));
    }

    [Fact]
    public void A_file_that_exists_is_replaced_only_by_force()
    {
        File.WriteAllText(Policy, "mine");
        CommandLine.Run($"export {Run}").AssertError(2, $"'{Policy}' exists already; add --force to replace it, or choose another file with --out");
        Assert.Equal("mine", File.ReadAllText(Policy));
        Assert.Equal(0, CommandLine.Run($"export {Run} --force").ExitCode);
        byte[] first = File.ReadAllBytes(Policy);
        Assert.Equal(0, CommandLine.Run($"export {Run} --force").ExitCode);
        Assert.Equal(first, File.ReadAllBytes(Policy));
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        CommandLine.Run($"export {_folder["none"]}").AssertError(2, $"there is no run at '{_folder["none"]}'");
        CommandLine.Run($"export {Run} --at 31").AssertError(2, $"there is no checkpoint at t_env 31 in '{_folder["run/checkpoints"]}'; the nearest is at 30");
        var format = CommandLine.Run($"export {Run} --format polcy");
        Assert.Equal(2, format.ExitCode);
        Assert.StartsWith("error: option '--format' is 'polcy'; it must be ", format.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'policy'?", format.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Policy));
    }

    [Fact]
    public void An_environment_need_not_be_known_where_the_run_says_what_it_is()
    {
        var others = new Library { Environments = new EnvironmentRegistry() };
        Assert.Equal(0, CommandLine.Run($"export {Run}", others).ExitCode);
        byte[] file = File.ReadAllBytes(Policy);

        // A run of an older version does not say it.
        File.Delete(_folder["run/environment.json"]);
        Assert.StartsWith("error: unknown environment 'matrix/two-step'", CommandLine.Run($"export {Run} --force", others).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run($"export {Run} --force").ExitCode);
        Assert.Equal(file, File.ReadAllBytes(Policy));
    }

    [Fact]
    public void An_algorithm_that_the_program_does_not_know_is_refused() => CommandLine
        .Run($"export {Run}", new Library { Algorithms = new AlgorithmRegistry() })
        .AssertError(
            2,
            $"the run '{Run}' was trained by 'vdn', which is no algorithm of this program; export it from the program that has it, with PolicyExport.Of and Save");

    [Theory]
    [InlineData("\"agents\": 2", "\"agents\": 0", "is damaged: 'agents' is 0; it must be a whole number from 1 to 2147483647")]
    [InlineData("\"agents\": 2", "\"agents\": 3", "does not fit the run: ")]
    [InlineData("\"agents\": 2", "\"agents\": \"\"", "is damaged: 'agents' must be there and be a whole number")]
    [InlineData("\"agents\": 2", "\"agents\" 2", "is damaged: something is wrong or missing near its line 3")]
    [InlineData("\"count\": 2", "\"low\": [1]", "is damaged: 'high' must be there and be a list")]
    public void A_damaged_specification_is_refused(string from, string to, string message)
    {
        string file = _folder["run/environment.json"];
        string content = File.ReadAllText(file);
        Assert.Contains(from, content, StringComparison.Ordinal);
        File.WriteAllText(file, content.Replace(from, to, StringComparison.Ordinal));
        var export = CommandLine.Run($"export {Run}");
        Assert.Equal(2, export.ExitCode);
        Assert.Contains(message, export.Error, StringComparison.Ordinal);
    }
}
