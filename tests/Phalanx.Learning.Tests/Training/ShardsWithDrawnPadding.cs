using Phalanx.Foundation;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Training;

/// <summary>The shards of another source, with random numbers wherever an episode is over.</summary>
internal sealed class ShardsWithDrawnPadding(IShardSource<float> clean) : IShardSource<float>
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("drawn padding");

    public int Shards => clean.Shards;

    public int Steps => clean.Steps;

    /// <summary>How many slots of padding were drawn.</summary>
    public int PaddedSlots { get; private set; }

    public Shard<float> Fill(int shard, Tape<float> tape)
    {
        Shard<float> filled = clean.Fill(shard, tape);
        var draws = new RandomStream(1, Purpose, (ulong)shard);
        for (int episode = 0; episode < filled.Episodes; episode++)
        {
            int length = filled.Lengths.Span[episode];
            bool ended = filled.Terminated.Span[((length - 1) * filled.Episodes) + episode] != 0;
            for (int step = length; step < filled.Steps; step++)
            {
                draws.FillNormal(Part(filled.Rewards, step), standardDeviation: 5);
                Redraw(Part(filled.Actions, step), filled.Team.Actions, ref draws);
            }

            for (int slot = ended ? length : length + 1; slot < filled.Slots; slot++)
            {
                PaddedSlots++;
                draws.FillNormal(Part(filled.Observations, slot));
                draws.FillNormal(Part(filled.States, slot));
                draws.FillNormal(Part(filled.AgentFeatures!.Value, slot));
                Redraw(Part(filled.Available, slot), ref draws);
                Redraw(Part(filled.LastActions, slot), filled.Team.Actions, ref draws);
                if (filled.Alive is { } alive)
                {
                    Redraw(Part(alive, slot), ref draws);
                }

                if (filled.Entities is { } entities)
                {
                    draws.FillNormal(Part(entities.Rows, slot));
                    Redraw(Part(entities.Absent, slot), ref draws);
                    Redraw(Part(entities.Hidden, slot), ref draws);
                }
            }

            Span<TElement> Part<TElement>(Tensor<TElement> tensor, int at)
                where TElement : unmanaged => new SlotsOf<TElement>(tensor, filled.Episodes, episode)[at];
        }

        return filled;
    }

    private static void Redraw(Span<int> actions, int count, ref RandomStream draws)
    {
        foreach (ref int action in actions)
        {
            action = draws.NextInt(count);
        }
    }

    private static void Redraw(Span<float> flags, ref RandomStream draws)
    {
        foreach (ref float flag in flags)
        {
            flag = draws.NextInt(2);
        }
    }
}
