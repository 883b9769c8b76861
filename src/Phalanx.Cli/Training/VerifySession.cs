using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>A run that is trained again, as it is shown: what is made again, how far it is, and whether it came out the same.</summary>
internal static class VerifySession
{
    /// <summary>Trains the beginning of a run again and tells whether it is the same.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="open">Opens the verification with the services of this session.</param>
    /// <param name="output">Where it is told.</param>
    /// <param name="json">Whether it is told in a document.</param>
    /// <param name="cancellation">Ends it before its time.</param>
    /// <returns>The exit code that tells whether it is the same.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static int Run(
        string folder, Func<ITrainerObserver?, RunVerification> open, TextWriter output, bool json, CancellationToken cancellation)
    {
        TerminalProgress? terminal = !json && Terminal.IsTerminal(output) ? new TerminalProgress() : null;
        ITrainerObserver? observer = json ? null : (ITrainerObserver?)terminal ?? new LineProgress(output);
        using RunVerification verification = open(observer);
        if (!json)
        {
            output.WriteLine(Heading(folder, verification));
            output.WriteLine();
        }

        MetricsComparison comparison = terminal is null ? verification.Run(cancellation) : terminal.During(() => verification.Run(cancellation));
        if (json)
        {
            JsonDocuments.Write(output, Document(folder, verification, comparison));
        }
        else
        {
            PrintOutcome(verification, comparison, output);
        }

        return comparison.Match ? ExitCode.Done : ExitCode.Fault;
    }

    private static string Heading(string folder, RunVerification verification)
    {
        RunSettings settings = verification.Settings;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.AlgorithmName} on {settings.EnvironmentName}, seed {settings.Training.Seed}: the first {verification.Rows} of {verification.RowsOfRun} rows of {folder} again, to t_env {settings.Training.Steps}");
    }

    private static void PrintOutcome(RunVerification verification, MetricsComparison comparison, TextWriter output)
    {
        if (verification.ObserverFailure is { } failure)
        {
            output.WriteLine($"warning: progress could not be shown to the end: {failure.Message.ReplaceLineEndings(" ")}");
        }

        output.WriteLine();
        if (comparison.Added is [_, ..] added)
        {
            output.WriteLine($"columns of this build that the run does not have, not compared: {string.Join(", ", added)}");
        }

        output.WriteLine(comparison.Match
            ? string.Create(CultureInfo.InvariantCulture, $"the same: {comparison.SameRows} of {comparison.Rows} rows, byte for byte")
            : $"not the same: {string.Join("; ", WhatDiffers(comparison))}");
        IReadOnlyList<OriginDifference> differences = verification.Differences;
        if (!comparison.Match && differences.Count == 0)
        {
            output.WriteLine(verification.KnowsOrigin
                ? "the run names no other build, runtime or register width than this process has, so its numbers should come out the same"
                : "the run does not tell which build, runtime and register width made it");
        }

        foreach (OriginDifference difference in differences)
        {
            output.WriteLine($"{difference.What}: {difference.Run} in the run, {difference.Here} here");
        }
    }

    private static IEnumerable<string> WhatDiffers(MetricsComparison comparison)
    {
        if (comparison.First is { } first)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"row {first.Row} (t_env {first.TEnv}), column {first.Column}: {Shown(first.Before)} in the run, {(first.Again is { } again ? Shown(again) : "no such row")} here; {comparison.SameRows} rows before it are the same");
        }

        if (comparison.Missing is [_, ..] missing)
        {
            yield return $"this build has no columns {string.Join(", ", missing)}";
        }
    }

    private static string Shown(string field) => field.Length == 0 ? "nothing" : field;

    private static JsonObject Document(string folder, RunVerification verification, MetricsComparison comparison)
    {
        RunSettings settings = verification.Settings;
        return new JsonObject
        {
            ["run"] = folder,
            ["algorithm"] = settings.AlgorithmName,
            ["environment"] = settings.EnvironmentName,
            ["seed"] = settings.Training.Seed,
            ["rows"] = comparison.Rows,
            ["rows_of_run"] = verification.RowsOfRun,
            ["same_rows"] = comparison.SameRows,
            ["match"] = comparison.Match,
            ["first_difference"] = comparison.First is not { } first ? null : new JsonObject
            {
                ["row"] = first.Row,
                ["t_env"] = first.TEnv,
                ["column"] = first.Column,
                ["run"] = first.Before,
                ["here"] = first.Again,
            },
            ["added_columns"] = Names(comparison.Added),
            ["missing_columns"] = Names(comparison.Missing),
            ["origin_known"] = verification.KnowsOrigin,
            ["origin_differences"] = new JsonArray(
            [
                .. verification.Differences.Select(difference => new JsonObject
                {
                    ["what"] = difference.What,
                    ["run"] = difference.Run,
                    ["here"] = difference.Here,
                }),
            ]),
        };
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
