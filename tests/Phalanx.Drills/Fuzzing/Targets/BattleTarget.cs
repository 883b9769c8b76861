using System.Text;
using Phalanx.Environments;
using Phalanx.Environments.Battles;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Maps of battles, with units of their own. A map that is accepted is played for a few steps.</summary>
internal sealed class BattleTarget(string path, EnvironmentRegistry environments) : FileTarget(path)
{
    private const int Steps = 4;

    private const string Ford = """
        summary: four defend against 8 zerglings
        limit: 120
        terrain: {sc2: simple, lite: flat}
        units:
          veteran:
            like: marine
            health: 90
            weapon: {damage: 9}
          guard:
            like: zealot
            shield: 10
            speed: 1.5
        allies:
          - at: [9, 16]
            units: {marine: 2, veteran: 1}
          - at: [9, 14]
            units: {medivac: 1, guard: 1}
            placed: [guard, medivac]
        enemies:
          - at: [23, 16]
            units: {zergling: 8}
        order: {attack_move: {from: [9, 16], to: [10, 16]}}
        ally_types: [veteran, marine, guard, medivac]

        """;

    public override string Name => "maps and units of battles (YAML)";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. BuiltIn("3m", "3s5z", "corridor", "2s_vs_1sc"), .. Drawn()];

    public override int MostPerByte => 2048;

    protected override void ReadFile(FuzzCase fuzzed)
    {
        using IEnvironmentBatch battle = environments.Create("battle/file", new BattleFileSettings { Map = Path });
        EnvironmentSpec spec = battle.Spec;
        int[] which = [0];
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        int[] actions = new int[spec.Agents];
        var results = new StepResult[1];
        battle.Reset(0, 1);
        for (int step = 0; step < Steps && !results[0].Terminated; step++)
        {
            battle.WriteObservations(which, new float[spec.Agents * spec.ObservationSize]);
            battle.WriteState(which, new float[spec.StateSize]);
            battle.WriteAvailableActions(which, available);
            for (int agent = 0; agent < actions.Length; agent++)
            {
                actions[agent] = available.AsSpan(agent * spec.Actions.Count, spec.Actions.Count).LastIndexOf(true);
            }

            battle.Step(which, new JointAction(actions), results);
        }
    }

    private static IEnumerable<byte[]> BuiltIn(params string[] maps)
    {
        foreach (string map in maps)
        {
            using Stream resource = typeof(BattleFileSettings).Assembly.GetManifestResourceStream($"battles/maps/{map}.yaml")!;
            using var content = new MemoryStream();
            resource.CopyTo(content);
            yield return content.ToArray();
        }
    }

    /// <summary>The example by a name of a ground, and with a picture.</summary>
    private static IEnumerable<byte[]> Drawn()
    {
        string picture = string.Concat(Enumerable.Range(0, 32).Select(row => $"  {(row is < 6 or > 26 ? new string('#', 32) : $"....++++{new string('.', 24)}")}\n"));
        yield return Encoding.UTF8.GetBytes(Ford);
        yield return Encoding.UTF8.GetBytes(Ford.Replace("terrain: {sc2: simple, lite: flat}\n", $"terrain: |\n{picture}", StringComparison.Ordinal));
    }
}
