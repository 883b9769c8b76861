using System.Numerics;
using Phalanx.Foundation;

namespace Phalanx.Learning.Shards;

/// <summary>The source of draws inside losses. Tests replace it by recorded draws.</summary>
public abstract class NoiseSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Uniform draws from [0, 1) for the episode at a place of the batch.</summary>
    public abstract void Uniform(StreamPurpose purpose, int place, SlotsOf<T> draws);

    /// <summary>Draws of a standard normal variable.</summary>
    public abstract void Normal(StreamPurpose purpose, int place, SlotsOf<T> draws);

    /// <summary>Draws of a standard Gumbel variable.</summary>
    public virtual void Gumbel(StreamPurpose purpose, int place, SlotsOf<T> draws)
    {
        Uniform(purpose, place, draws);
        T least = T.CreateChecked(1e-20); // a draw of 0 would become an infinity
        for (int slot = 0; slot < draws.Count; slot++)
        {
            foreach (ref T draw in draws[slot])
            {
                draw = -Elementary.Log(-Elementary.Log(T.Max(draw, least)) + least);
            }
        }
    }

    /// <summary>One action for each agent, drawn by its probabilities, which need not sum to one.</summary>
    public abstract void Choose(StreamPurpose purpose, int place, SlotsOf<T> probabilities, SlotsOf<int> actions);
}

/// <summary>Draws addressed by the run's seed and the training step.</summary>
internal sealed class AddressedNoise : NoiseSource<float>
{
    private const int MostPlaces = 1 << 24;

    private ulong _seed;
    private long _trainingStep;

    /// <summary>Begins the draws of a training step.</summary>
    public void Begin(ulong seed, long trainingStep) => (_seed, _trainingStep) = (seed, trainingStep);

    public override void Uniform(StreamPurpose purpose, int place, SlotsOf<float> draws)
    {
        RandomStream stream = StreamOf(purpose, place);
        for (int slot = 0; slot < draws.Count; slot++)
        {
            stream.FillUniform(draws[slot], 0, 1);
        }
    }

    public override void Normal(StreamPurpose purpose, int place, SlotsOf<float> draws)
    {
        RandomStream stream = StreamOf(purpose, place);
        for (int slot = 0; slot < draws.Count; slot++)
        {
            stream.FillNormal(draws[slot]);
        }
    }

    public override void Choose(StreamPurpose purpose, int place, SlotsOf<float> probabilities, SlotsOf<int> actions)
    {
        RandomStream stream = StreamOf(purpose, place);
        for (int slot = 0; slot < actions.Count; slot++)
        {
            Span<int> chosen = actions[slot];
            Span<float> weights = probabilities[slot];
            int count = weights.Length / chosen.Length;
            for (int agent = 0; agent < chosen.Length; agent++)
            {
                // Padded rows have no weights at all.
                chosen[agent] = Math.Max(0, WeightedDraw.Index<float>(weights.Slice(agent * count, count), stream.NextDouble()));
            }
        }
    }

    private RandomStream StreamOf(StreamPurpose purpose, int place) =>
        new(_seed, purpose, ((ulong)_trainingStep * MostPlaces) + (ulong)place);
}
