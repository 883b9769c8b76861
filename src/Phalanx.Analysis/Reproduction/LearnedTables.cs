using Phalanx.Analysis.Experiments;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Reproduction;

/// <summary>The tables that one run of an arm learned in a one-step game of two agents, beside those that the paper prints for that arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Printed">Where the paper prints its own; empty where it does not.</param>
/// <param name="Parts">The tables.</param>
public sealed record LearnedTables(ExperimentArm Arm, ulong Seed, string Printed, IReadOnlyList<LearnedPart> Parts)
{
    /// <summary>The most actions of an agent whose tables are shown as numbers.</summary>
    public const int MostActions = 5;

    private const string Joint = "joint";
    private const string Difference = "difference";
    private const string SumOfUtilities = "q_sum";

    /// <summary>The tables of the first finished run of every arm. Empty for games that do not fit on a page.</summary>
    /// <param name="reproduced">The experiment with its runs.</param>
    /// <param name="environment">Where the arms were trained.</param>
    public static IReadOnlyList<LearnedTables> All(ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        ArgumentNullException.ThrowIfNull(environment);
        return
        [
            .. from arm in reproduced.Experiment.Arms
               let run = reproduced.Runs.First(arm.Id, environment.Id)
               where run?.State.Summary?.OneStep is { } result && Fits(result)
               select Of(arm, run.Cell.Seed, run.State.Summary!.OneStep!, [.. reproduced.Experiment.PaperValues.Tables.Where(table => table.Arm == arm.Id)]),
        ];
    }

    private static bool Fits(OneStepSummary result) =>
        result.GreedyJointAction.Count == 2
        && (result.JointValues?.Actions.ToArray().Max() ?? result.Utilities?.Max(each => each.Count) ?? int.MaxValue) <= MostActions;

    private static LearnedTables Of(ExperimentArm arm, ulong seed, OneStepSummary result, PaperTable[] printed)
    {
        List<PaperTablePart> ours = [.. Learned(result)];
        PaperTablePart[] papers = [.. printed.SelectMany(table => table.Parts)];
        if (papers.Any(part => part.Name == Difference) && result is { JointValues: { } joint } && result.OtherValues.TryGetValue(SumOfUtilities, out JointTable? sum))
        {
            ours.Add(new PaperTablePart(Difference, Rows([.. sum.Values.ToArray().Zip(joint.Values.ToArray(), (one, other) => one - other)], joint.Actions[^1])));
        }

        IEnumerable<string> names = ours.Select(part => part.Name).Union(papers.Select(part => part.Name));
        return new LearnedTables(
            arm, seed, string.Join("; ", printed.Select(table => table.Source)),
            [.. names.Select(name => new LearnedPart(name, RowsOf(ours, name), RowsOf(papers, name)))]);
    }

    private static IEnumerable<PaperTablePart> Learned(OneStepSummary result)
    {
        IEnumerable<PaperTablePart> utilities = (result.Utilities ?? []).Select(
            (values, agent) => new PaperTablePart($"q{agent + 1}", [[.. values.Select(value => (double?)value)]]));
        IEnumerable<PaperTablePart> joint = result.JointValues is { } table ? [new PaperTablePart(Joint, Rows(table.Values, table.Actions[^1]))] : [];
        return [.. utilities, .. joint, .. result.OtherValues.Select(other => new PaperTablePart(other.Key, Rows(other.Value.Values, other.Value.Actions[^1])))];
    }

    private static IReadOnlyList<IReadOnlyList<double?>> Rows(ReadOnlySpan<double> values, int columns) =>
        [.. values.ToArray().Select(value => (double?)value).Chunk(columns)];

    private static IReadOnlyList<IReadOnlyList<double?>> RowsOf(IEnumerable<PaperTablePart> parts, string name) =>
        parts.FirstOrDefault(part => part.Name == name)?.Rows ?? [];
}

/// <summary>One table, learned and printed.</summary>
/// <param name="Name">What it is: <c>q1</c>, <c>joint</c>, <c>q_star</c>.</param>
/// <param name="Ours">What was learned; empty where the method has no such table.</param>
/// <param name="Papers">What the paper prints, null where it cannot be read; empty where it prints none.</param>
public sealed record LearnedPart(string Name, IReadOnlyList<IReadOnlyList<double?>> Ours, IReadOnlyList<IReadOnlyList<double?>> Papers);
