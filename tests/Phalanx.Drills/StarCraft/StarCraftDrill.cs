using System.Globalization;
using Phalanx.Testing;

namespace Phalanx.Drills.StarCraft;

/// <summary>
/// Games of StarCraft II that break: scripted ones, in this process, which speak the protocol and do one thing wrong at a random message. None may be lost without
/// a line, a restart that is counted and at most one battle, and none may hang.
/// </summary>
internal sealed class StarCraftDrill : Drill
{
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None)];

    public override string Name => "starcraft";

    public override string Description => "Breaks games of StarCraft II in every way that their protocol can break.";

    public override int LongCount => 500;

    public override int ShortCount => 2 * Kinds.Length;

    public override DrillReport Run(DrillRequest request)
    {
        var tallies = Kinds.ToDictionary(kind => kind, _ => new BrokenGameTally());
        List<string> failures = [];
        for (int number = 0; number < request.Count; number++)
        {
            FaultKind kind = Kinds[number % Kinds.Length];
            var game = new BrokenGame(kind, request.RandomOf(number));
            if (game.Play() is { } failure)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"--seed {request.Seed}, number {number}, {game}: {failure}"));
            }

            tallies[kind].Add(game);
            if (number % 100 == 99)
            {
                request.Progress.WriteLine($"starcraft: {number + 1} of {request.Count}");
            }
        }

        var table = new DrillTable("what a game does", "times", "restarts", "lines", "battles lost", "longest call, s");
        foreach (FaultKind kind in Kinds)
        {
            BrokenGameTally tally = tallies[kind];
            table.Add(kind, tally.Times, tally.Restarts, tally.Lines, tally.Lost, tally.Longest.ToString("F2", CultureInfo.InvariantCulture));
        }

        return new DrillReport(table, failures);
    }
}

/// <summary>What came of all games that broke in one way.</summary>
internal sealed class BrokenGameTally
{
    public int Times { get; private set; }

    public int Restarts { get; private set; }

    public int Lines { get; private set; }

    public int Lost { get; private set; }

    public double Longest { get; private set; }

    public void Add(BrokenGame game)
    {
        Times++;
        (Restarts, Lines, Lost) = (Restarts + game.Restarts, Lines + game.Lines, Lost + game.Lost);
        Longest = Math.Max(Longest, game.Longest);
    }
}
