using System.Text.Json;
using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Closeness;

namespace Phalanx.Environments.Tests;

/// <summary>The values that SMAC's own code gives: ids, masks, visibility and end codes exactly, the rest within a millionth.</summary>
[Trait("Category", "Reference")]
public sealed class SmacViewReferenceTests
{
    public static TheoryData<string> Maps => RecordedBattle.Names;

    [Theory]
    [MemberData(nameof(Maps))]
    public void Sizes_and_names_are_those_of_SMAC(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        SmacRules rules = recorded.View().Rules;
        Assert.Equal(
            ((string[])["n_actions", "obs_size", "state_size"]).Select(size => recorded.Root.GetProperty(size).GetInt32()),
            [rules.Actions, rules.ObservationSize, rules.StateSize]);
        Assert.Equal(Texts(recorded.Root.GetProperty("agent_features")), rules.AgentFeatures);
        Assert.Equal(Texts(recorded.Root.GetProperty("enemy_features")), rules.EnemyFeatures);
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Ids_are_those_of_SMAC(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        foreach (JsonElement entry in Entries(recorded, "ids"))
        {
            JsonElement[] units = [.. entry.GetProperty("units").EnumerateArray()];
            int[] allies = [.. Enumerable.Range(0, units.Length).Where(unit => units[unit][0].GetInt32() == 0)];
            int[] ids = new int[allies.Length];
            AgentIds.Assign(
                ids,
                [.. allies.Select(unit => recorded.RankOf(units[unit][1].GetString()!))],
                [.. allies.Select(unit => units[unit][2].GetDouble())],
                [.. allies.Select(unit => units[unit][3].GetDouble())]);
            Assert.Equal(Numbers(entry.GetProperty("ally_ids")), ids.Select(ally => allies[ally]));

            SmacView view = recorded.View();
            view.Begin(recorded.Traits(Numbers(entry.GetProperty("enemy_ids")).Select(unit => units[unit][1].GetString()!)));
            Assert.Equal(entry.GetProperty("max_reward").GetDouble(), view.MostToEarn);
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Masks_visibility_observations_and_state_are_those_of_SMAC(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        SmacView view = recorded.View();
        foreach (JsonElement situation in Entries(recorded, "situations"))
        {
            Show(view, recorded, situation);
            Assert.Equal(Texts(situation.GetProperty("mask")), Enumerable.Range(0, recorded.Allies).Select(view.Mask));
            Assert.Equal(Texts(situation.GetProperty("visible")), Enumerable.Range(0, recorded.Allies).Select(view.Visible));
            AssertView(situation, view);
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Observations_and_state_are_those_of_SMAC_with_other_options(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        foreach (JsonElement variant in recorded.Root.TryGetProperty("variants", out JsonElement variants) ? variants.EnumerateArray() : default)
        {
            SmacView view = recorded.View(variant.GetProperty("options"));
            foreach (JsonElement expected in variant.GetProperty("views").EnumerateArray())
            {
                Show(view, recorded, recorded.Root.GetProperty("situations")[expected.GetProperty("situation").GetInt32()]);
                AssertView(expected, view);
            }
        }
    }

    [Theory]
    [InlineData("3s5z")]
    [InlineData("MMM")]
    [InlineData("8m")]
    public void Without_its_extra_slot_the_time_has_the_sizes_that_SMAC_reports(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        JsonElement[] variants = [.. Entries(recorded, "variants")];
        Assert.NotEmpty(variants);
        foreach (JsonElement variant in variants)
        {
            SmacRules rules = new(recorded.Scenario(), RecordedBattle.Settings(variant.GetProperty("options")) with { BugCompatTimestep = false });
            Assert.Equal(variant.GetProperty("get_obs_size").GetInt32(), rules.ObservationSize);
            Assert.Equal(variant.GetProperty("get_state_size").GetInt32(), rules.StateSize);
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Rewards_end_codes_and_counters_are_those_of_SMAC(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        foreach (JsonElement entry in Entries(recorded, "rewards"))
        {
            SmacView view = recorded.View(entry.GetProperty("options"));
            IEnumerable<string> enemies = entry.TryGetProperty("enemy_types", out JsonElement types) ? Texts(types) : recorded.EnemyTypesById;
            Begin(view, recorded.Traits(enemies), Vitalities(entry.GetProperty("previous")), entry.GetProperty("t").GetInt32() - 1);
            Assert.Equal(entry.GetProperty("max_reward").GetDouble(), view.MostToEarn);
            Vitalities(entry.GetProperty("now")).CopyTo(view.Units);
            StepResult result = view.Settle();

            AssertClose([entry.GetProperty("reward").GetSingle()], [(float)result.Reward]);
            Assert.Equal(entry.GetProperty("terminated").GetBoolean(), result.Ended);
            JsonElement info = entry.GetProperty("info");
            JsonElement counted = entry.GetProperty("stats_delta");
            float[] statistics = ViewOf.Written<float>(4, view.WriteStatistics);
            Assert.Equal(
                [
                    info.GetProperty("battle_won").GetBoolean() ? 1 : 0,
                    info.GetProperty("dead_allies").GetInt32(),
                    info.GetProperty("dead_enemies").GetInt32(),
                    counted.GetProperty("timeouts").GetInt32(),
                ],
                statistics);
            Assert.Equal(info.TryGetProperty("episode_limit", out _), result.Truncated);
            Assert.Equal(Code(entry), CodeOf(view.End));
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void End_codes_are_those_of_SMAC_for_every_mix_of_the_living(string map)
    {
        using var recorded = RecordedBattle.Open(map);
        foreach (JsonElement entry in Entries(recorded, "ends"))
        {
            SmacView view = recorded.View();
            IEnumerable<string> enemies = entry.TryGetProperty("enemy_types", out JsonElement types) ? Texts(types) : recorded.EnemyTypesById;
            string alive = entry.GetProperty("ally_alive").GetString()! + entry.GetProperty("enemy_alive").GetString()!;
            Begin(view, recorded.Traits(enemies), [.. alive.Select(_ => new UnitSnapshot { Health = 1 })], 0);
            for (int unit = 0; unit < alive.Length; unit++)
            {
                view.Units[unit].Health = alive[unit] == '1' ? 1 : 0;
            }

            view.Settle();
            Assert.Equal(Code(entry), CodeOf(view.End));
        }
    }

    private static int? Code(JsonElement entry) =>
        entry.GetProperty("code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null;

    private static int? CodeOf(BattleEnd end) => end switch
    {
        BattleEnd.Won => 1,
        BattleEnd.Lost => -1,
        BattleEnd.Draw => 0,
        _ => null,
    };

    /// <summary>Brings a view to where it has done some steps with these units.</summary>
    private static void Begin(SmacView view, SmacUnit[] traits, UnitSnapshot[] units, int steps)
    {
        view.Begin(traits);
        units.CopyTo(view.Units);
        view.Refresh();
        for (int step = 0; step < steps; step++)
        {
            view.Settle();
        }
    }

    /// <summary>
    /// Brings a view to a situation: before the last step all that could act then stand in one place, where they may do what they did.
    /// </summary>
    private static void Show(SmacView view, RecordedBattle recorded, JsonElement situation)
    {
        int[] actions = Numbers(situation.GetProperty("last_actions"));
        UnitSnapshot[] now = [.. recorded.UnitRows(situation).Select(recorded.Snapshot)];
        int steps = situation.GetProperty("t").GetInt32();
        if (steps == 0)
        {
            Assert.All(actions, action => Assert.Equal(-1, action));
            Begin(view, recorded.Traits(situation), now, 0);
            return;
        }

        UnitSnapshot[] before = new UnitSnapshot[now.Length];
        for (int unit = 0; unit < before.Length; unit++)
        {
            bool dead = unit < actions.Length && actions[unit] == 0;
            before[unit] = new UnitSnapshot { X = 16, Y = 16, Health = dead ? 0 : 1 };
        }

        Begin(view, recorded.Traits(situation), before, steps - 1);
        Assert.Null(view.Breach(actions));
        view.Take(actions);
        now.CopyTo(view.Units);
        view.Settle();
    }

    private static UnitSnapshot[] Vitalities(JsonElement sides) =>
    [
        .. sides.GetProperty("ally").EnumerateArray().Concat(sides.GetProperty("enemy").EnumerateArray())
            .Select(unit => new UnitSnapshot { Health = unit[0].GetDouble(), Shield = unit[1].GetDouble() }),
    ];

    private static void AssertView(JsonElement expected, SmacView view)
    {
        AssertClose([.. expected.GetProperty("obs").EnumerateArray().SelectMany(Floats)], view.Observations());
        AssertClose([.. Floats(expected.GetProperty("state"))], view.State());
    }

    private static JsonElement.ArrayEnumerator Entries(RecordedBattle recorded, string name) => recorded.Root.GetProperty(name).EnumerateArray();

    private static IEnumerable<double> Floats(JsonElement list) => list.EnumerateArray().Select(value => (double)value.GetSingle());

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetInt32())];

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(value => value.GetString()!);
}
