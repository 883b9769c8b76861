using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Phalanx.Environments;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Episodes;

public class SlotFieldsTests
{
    [Fact]
    public void Every_slot_field_is_in_the_table_once_and_has_a_name_of_its_own()
    {
        SlotField[] named = [.. typeof(SlotFields)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null))
            .OfType<SlotField>()];
        Assert.Equal(named.OrderBy(field => field.Index), SlotFields.All);
        Assert.Equal(Enumerable.Range(0, named.Length), SlotFields.All.Select(field => field.Index));
        Assert.Distinct(SlotFields.All.Select(field => field.Name));
    }

    [Fact]
    public void Environments_write_every_slot_field_except_actions_and_rewards()
    {
        Assert.Equal(
            [SlotFields.Actions, SlotFields.ContinuousActions, SlotFields.Rewards], SlotFields.All.Where(field => field.Source is null));
        Assert.All(
            SlotFields.All.Where(field => field.Source is not null),
            field => Assert.Equal([field.Source], SlotFields.Sources.Where(source => source.WritesAnyOf(field.Bit))));
    }

    [Fact]
    public void Slot_fields_keep_the_names_order_and_encodings_of_existing_segments()
    {
        const string before = "agents 3, limit 9, actions 300, entities 5, observations 15 Single, state 7 Single, available actions 900 Bit, "
            + "agent features 6 Single, entities 15 Single, absent entities 5 Bit, hidden entities 15 Bit, ";
        const string after = "actions 3 UInt16, rewards 1 Single";
        Assert.Equal(before + after, new EpisodeRecord(Layouts.Everything with { StoresAlive = false }).Description);
        Assert.Equal(before + "alive agents 3 Bit, " + after, new EpisodeRecord(Layouts.Everything).Description);
        Assert.Equal(
            "agents 2, limit 1, actions 0, entities 0, observations 2 Half, continuous actions 4 Single, rewards 1 Single",
            new EpisodeRecord(new EpisodeLayout
            {
                Agents = 2,
                EpisodeLimit = 1,
                ActionDimensions = 2,
                ObservationSize = 1,
                HalfPrecision = true,
            }).Description);
    }

    [Fact]
    public void The_default_layout_stores_every_field_that_an_environment_offers()
    {
        var spec = new EnvironmentSpec
        {
            Name = "all",
            Agents = 3,
            Actions = ActionSpec.Discrete(300),
            ObservationSize = 5,
            StateSize = 7,
            EpisodeLimit = 9,
            AgentFeatureSize = 2,
            Entities = new EntitySpec(5, 3),
            DeclaresAlive = true,
        };
        Assert.Equal(Layouts.Everything, EpisodeLayout.Of(spec));
        Assert.Equal(Layouts.Everything with { StoresAlive = false }, EpisodeLayout.Of(spec with { DeclaresAlive = false }));
    }

    [Fact]
    public void Every_slot_field_of_any_layout_reaches_the_shards_as_it_was_written() =>
        Prop.ForAll(
            Layouts.Any.ToArbitrary(),
            Gen.Choose(1, 6).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (layout, episodes, seed) =>
            {
                var random = new Random(seed);
                var replay = new EpisodeReplay(layout, episodes);
                var writer = new EpisodeWriter(layout);
                PlainEpisode[] played =
                    [.. Enumerable.Range(0, episodes).Select(_ => new PlainEpisode(layout, random.Next(1, layout.EpisodeLimit + 1), random.Next()))];
                foreach (PlainEpisode episode in played)
                {
                    episode.WriteTo(writer);
                    replay.Add(writer);
                }

                var batch = new Batch(replay, new DataNeeds { Source = DataSource.Fresh }, episodes, layout.Agents, rows: int.MaxValue);
                batch.Sample(0, 0);
                var parts = new StoredParts(batch, layout, shard: 0);
                var tape = new Tape<float>();
                for (int i = 0; i < played[0].Fields.Count; i++)
                {
                    Array values = played[0].Fields[i].Field switch
                    {
                        SlotField<float> field => parts.Read(tape, field).Span.ToArray(),
                        SlotField<int> field => parts.Read(tape, field).Span.ToArray(),
                        _ => throw new NotSupportedException(),
                    };
                    for (int episode = 0; episode < episodes; episode++)
                    {
                        played[episode].Fields[i].AssertSameAs(values, episodes, episode);
                    }
                }
            }).QuickCheckThrowOnFailure();
}
