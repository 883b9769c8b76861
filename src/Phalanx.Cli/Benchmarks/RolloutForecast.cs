using System.Globalization;
using System.Text.Json.Nodes;

namespace Phalanx.Cli.Benchmarks;

/// <summary>How much faster rounds are on more machines, by the model, as a table and as a document.</summary>
/// <param name="model">The model.</param>
/// <param name="machines">The numbers of machines.</param>
internal sealed class RolloutForecast(RolloutModel model, IReadOnlyList<int> machines)
{
    // Of the bits of a line, records have these.
    private const double BytesPerGigabit = 117.5e6;
    private const double LeastGain = 1.1;

    private static readonly int[] Gigabits = [1, 10];

    private IEnumerable<(int Gigabits, int Machines, ModelledRound Round)> Rounds =>
        from gigabits in Gigabits
        from count in machines
        select (gigabits, count, model.On(count, gigabits * BytesPerGigabit));

    /// <summary>The table, and what follows from it in a sentence.</summary>
    public void Print(TextWriter output)
    {
        ModelledRound alone = model.Alone;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"one machine of {model.Slots} slots, without a network: {alone.Seconds:F3} s a round, learner {alone.LearnerShare:P0}"));
        output.WriteLine();
        output.WriteLine($"{"network",-10}{"machines",10}{"speed-up",10}{"s a round",12}{"learner",10}  limit");
        foreach ((int gigabits, int count, ModelledRound round) in Rounds)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{$"{gigabits} GbE",-10}{count,10}{$"{alone.Seconds / round.Seconds:F1}x",10}{round.Seconds,12:F3}{round.LearnerShare,10:P0}  {round.Limit}"));
        }

        output.WriteLine();
        output.WriteLine(Verdict());
    }

    /// <summary>The rows of a document.</summary>
    public JsonArray Rows()
    {
        double alone = model.Alone.Seconds;
        return new JsonArray(
        [
            .. Rounds.Select(each => new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"cluster/{each.Gigabits}gbe/{each.Machines}"),
                ["value"] = alone / each.Round.Seconds,
                ["unit"] = BenchmarkResult.PlainRatio,
                ["seconds"] = each.Round.Seconds,
                ["learner_share"] = each.Round.LearnerShare,
                ["limit"] = each.Round.Limit,
            }),
        ]);
    }

    /// <summary>Whether it pays, plainly.</summary>
    public string Verdict()
    {
        double alone = model.Alone.Seconds;
        (int gigabits, int count, ModelledRound round) = Rounds.Where(each => each.Machines > 1).DefaultIfEmpty((Gigabits: 1, Machines: 2, Round: model.On(2, BytesPerGigabit))).MinBy(each => each.Round.Seconds);
        double gain = alone / round.Seconds;
        if (gain >= LeastGain)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"At best {gain:F1}x, with {count} machines on {gigabits} GbE; then the limit is: {round.Limit}. Cells of a study on more machines gain more: they need not wait for each other.");
        }

        string needed = StepThatPays() is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $" They would with a joint step of {seconds * 1000:G2} ms or more ({LeastGain}x on 2 machines and 1 GbE); here it takes {model.StepSeconds * 1000:G2} ms.")
            : " A slower environment would not change that: the limit is the learner, or a round has too few episodes (rollout.environments).";
        return string.Create(CultureInfo.InvariantCulture, $"Remote rollouts do not pay for this run: at best {gain:F2}x.{needed}");
    }

    private double? StepThatPays()
    {
        double seconds = Math.Max(model.StepSeconds, 1e-6);
        for (int tries = 0; tries < 60; tries++, seconds *= 1.26)
        {
            RolloutModel slower = model with { StepSeconds = seconds };
            if (slower.Alone.Seconds / slower.On(2, BytesPerGigabit).Seconds >= LeastGain)
            {
                return seconds;
            }
        }

        return null;
    }
}
