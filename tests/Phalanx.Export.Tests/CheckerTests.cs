using System.Diagnostics;

namespace Phalanx.Export.Tests;

/// <summary>ONNX's own checker, with its inference of shapes, accepts every model.</summary>
public class CheckerTests
{
    private const string Program =
        """
        import sys, onnx
        for file in sys.argv[1:]:
            model = onnx.load(file)
            onnx.checker.check_model(model, full_check=True)
            inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
            assert [o.type for o in inferred.graph.output] == [o.type for o in model.graph.output], file
        print(len(sys.argv) - 1, "models", onnx.__version__)
        """;

    [CheckerFact]
    [Trait("Category", "Checker")]
    public void The_checker_of_the_format_accepts_every_model()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. ((IEnumerable<object[]>)ExportedTeams.Names).Select(row => (string)row[0])];
        string[] files = [.. names.Select((name, number) => Write(folder.At($"{number}.onnx"), OnnxModel.Of(ExportedTeams.Of(name).Exported).ToArray()))];
        (int code, string output) = Check(files);
        Assert.True(code == 0, output);
        Assert.StartsWith($"{names.Length} models", output, StringComparison.Ordinal);

        // It can say no: the same model without its last bytes, and one whose operator there is not.
        byte[] model = File.ReadAllBytes(files[0]);
        Assert.NotEqual(0, Check([Write(folder["cut.onnx"], model[..^20])]).Code);
        string renamed = Convert.ToHexString(model).Replace(Convert.ToHexString("ArgMax"u8), Convert.ToHexString("ArgMox"u8), StringComparison.Ordinal);
        Assert.NotEqual(0, Check([Write(folder["renamed.onnx"], Convert.FromHexString(renamed))]).Code);
    }

    private static string Write(string path, byte[] model)
    {
        File.WriteAllBytes(path, model);
        return path;
    }

    private static (int Code, string Output) Check(string[] files)
    {
        var start = new ProcessStartInfo(CheckerFactAttribute.Python!, ["-c", Program, .. files]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
