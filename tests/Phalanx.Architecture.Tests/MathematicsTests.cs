namespace Phalanx.Architecture.Tests;

/// <summary>What a result depends on has the same bits on every machine, so it does not call the platform's elementary functions.</summary>
public class MathematicsTests
{
    /// <summary>Files that may call them, since their results are only shown.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/Phalanx.Analysis/Projections/OrderTuples.cs"] = "a number of cases, compared with a limit",
        ["src/Phalanx.Cli/Analysis/AnalysisTables.cs"] = "a number of rows, compared with a limit",
        ["src/Phalanx.Cli/Benchmarks/GemmBenchmarks.cs"] = "a mean of measured times",
        ["src/Phalanx.StarCraft/Server/Battlefield.cs"] = "the direction that a unit looks in, as programs show it",
    };

    [Fact]
    public void Results_use_the_elementary_functions_of_Foundation_and_not_the_platform_s()
    {
        string[] found =
        [
            .. from path in Repository.Code
               where path.StartsWith("src/", StringComparison.Ordinal) && !Allowed.ContainsKey(path)
               from call in SourceText.PlatformMathematics(Repository.Read(path))
               select $"{path}: {call}",
        ];
        Assert.True(found.Length == 0, $"use Elementary: {string.Join("; ", found)}");
    }

    [Fact]
    public void Every_file_that_may_call_the_platform_does() =>
        Assert.All(Allowed.Keys, path => Assert.NotEmpty(SourceText.PlatformMathematics(Repository.Read(path))));

    [Theory]
    [InlineData("y = Math.Exp(x);")]
    [InlineData("y = MathF.Log2 (x);")]
    [InlineData("ratios.Average(Math.Log)")]
    [InlineData("T.CosPi(x) + T\n    .Tanh(x)")]
    [InlineData("double.SinCos(x)")]
    [InlineData("Vector256.Exp(v)")]
    [InlineData("Vector128.MultiplyAddEstimate(a, b, c)")]
    [InlineData("float.ReciprocalSqrtEstimate(x)")]
    [InlineData("TensorPrimitives.SoftMax(x, y)")]
    public void Calls_of_the_platform_are_seen(string code) => Assert.NotEmpty(SourceText.PlatformMathematics(code));

    [Theory]
    [InlineData("y = Elementary.Exp(x); // not Math.Exp(x)")]
    [InlineData("Math.Sign(x) + Math.Sqrt(x) + Math.Abs(x) + Math.ScaleB(x, 2)")]
    [InlineData("V.Exp(x) + \"Math.Exp(x)\"")]
    [InlineData("TensorPrimitives.ConvertToHalf(x, y)")]
    public void Exact_functions_and_our_own_are_not_taken_for_calls_of_the_platform(string code) => Assert.Empty(SourceText.PlatformMathematics(code));
}
