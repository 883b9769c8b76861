using System.Text.Json.Nodes;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Results as the JSON document of <c>phalanx bench</c>.</summary>
internal static class BenchmarkDocument
{
    public static JsonObject Create(Machine machine, int threads, IEnumerable<BenchmarkResult> results) => new()
    {
        ["machine"] = machine.ToJson(),
        ["version"] = Machine.Version,
        ["threads"] = threads,
        ["results"] = new JsonArray([.. results.Select(Row)]),
    };

    private static JsonObject Row(BenchmarkResult result)
    {
        var row = new JsonObject { ["name"] = result.Name, ["value"] = Round(result.Value), ["unit"] = result.Unit };
        if (result.OpenBlas is { } comparison)
        {
            row["openblas"] = Round(comparison.Rate);
            row["ratio"] = Round(comparison.Ratio);
        }

        if (result.Bar is not null)
        {
            row["bar"] = result.Bar;
            row["holds"] = result.Holds;
        }

        if (result.AllocatedBytes is not null)
        {
            row["allocated_bytes"] = result.AllocatedBytes;
        }

        if (result.PeakShare is not null)
        {
            row["peak_share"] = Round(result.PeakShare);
        }

        return row;
    }

    // No measurement of time is good for more places.
    private static double? Round(double? value) => value is null ? null : Math.Round(value.Value, 4);
}
