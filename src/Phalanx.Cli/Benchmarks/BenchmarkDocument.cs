using System.Text.Json.Nodes;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Results as the JSON document of <c>phalanx bench</c>.</summary>
internal static class BenchmarkDocument
{
    /// <param name="openBlas">The library compared with, or null.</param>
    /// <param name="threads">How many threads were asked for.</param>
    /// <param name="results">The rows.</param>
    public static JsonObject Create(OpenBlasIdentity? openBlas, int threads, IEnumerable<BenchmarkResult> results)
    {
        JsonObject machine = Machine.Current.ToJson();
        machine["openblas"] = openBlas?.Version;
        machine["openblas_kernels"] = openBlas?.Kernels;
        return new JsonObject
        {
            ["machine"] = machine,
            ["version"] = Build.Version,
            ["threads"] = threads,
            ["results"] = new JsonArray([.. results.Select(Row)]),
        };
    }

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

        if (result.MissingFigureReason is not null)
        {
            row["note"] = result.MissingFigureReason;
        }

        return row;
    }

    // No measurement of time is good for more places.
    private static double? Round(double? value) => value is null ? null : Math.Round(value.Value, 4);
}
