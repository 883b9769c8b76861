using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public class ExportOnnxTests
{
    [Fact]
    public void A_run_is_exported_as_a_model_and_told_what_goes_in_and_out()
    {
        using var folder = new TemporaryFolder();
        string run = folder["run"];
        Assert.Equal(0, CommandLine.Run($"train qmix matrix/qtran --steps 60 --set agent.hidden=4 --out {run}").ExitCode);
        CommandLine exported = CommandLine.Run($"export {run} --format onnx --json");
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        using var document = JsonDocument.Parse(exported.Output);
        JsonElement told = document.RootElement;
        Assert.Equal(
            ("onnx", 1, 60, Path.Combine(run, "policy.onnx")),
            (told.GetProperty("format").GetString(), told.GetProperty("format_version").GetInt32(), told.GetProperty("t_env").GetInt64(), told.GetProperty("file").GetString()));
        Assert.Equal(new FileInfo(folder.At("run", "policy.onnx")).Length, told.GetProperty("bytes").GetInt64());
        Assert.Equal("""{"name":"memory","type":"float32","shape":["batch","agents",4]}""", Compact(Find(told, "inputs", "memory")));
        Assert.Equal("""{"name":"action","type":"int32","shape":["batch","agents"]}""", Compact(Find(told, "outputs", "action")));

        CommandLine again = CommandLine.Run($"export {run} --format onnx");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("policy.onnx' exists already", again.Error, StringComparison.Ordinal);
    }

    private static JsonElement Find(JsonElement told, string kind, string name) =>
        told.GetProperty(kind).EnumerateArray().Single(value => value.GetProperty("name").GetString() == name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
