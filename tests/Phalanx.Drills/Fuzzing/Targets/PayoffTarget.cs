using System.Text;
using Phalanx.Environments.Matrix;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of payoffs.</summary>
internal sealed class PayoffTarget(string path) : FileTarget(path)
{
    private static readonly string[] Json =
    [
        """{"payoff": [[8, -12, -12], [-12, 0, 0], [-12, 0, 0]]}""",
        """{"name": "three agents", "source": ["a", {"b": 1}], "payoff": [[[1, 2.5], [3e-2, 4]], [[5, 6], [7, -8]]]}""",
        "{\n  \"payoff\": [\n    [1, 0],\n    [0, 1]\n  ]\n}\n",
        """{"payoff": [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]}""",
    ];

    private static readonly string[] Csv = ["8,-12,-12\n-12,0,0\n-12,0,0\n", "1, 0\n0, 1\n", "1.5,2e3,-4,0\n1,2,3,4\n\n5,6,7,8\n9,10,11,12"];

    private bool IsJson => Path.EndsWith(".json", StringComparison.Ordinal);

    public override string Name => $"payoffs ({(IsJson ? "JSON" : "CSV")})";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. (IsJson ? Json : Csv).Select(Encoding.UTF8.GetBytes)];

    // A number of two letters becomes one of eight bytes, in a list that grows by doubling; a line becomes a text and its fields.
    public override int MostPerByte => 64;

    protected override void ReadFile(FuzzCase fuzzed) => PayoffFile.Read(Path);
}
