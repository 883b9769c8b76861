using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>Draws that were recorded, [episodes, slots, ...], in place of those of the run.</summary>
internal sealed class RecordedNoise<T>(RecordedLearner recorded) : NoiseSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Uniform(StreamPurpose purpose, int place, SlotsOf<T> draws) => Copy(purpose, place, draws);

    public override void Normal(StreamPurpose purpose, int place, SlotsOf<T> draws) => Copy(purpose, place, draws);

    public override void Gumbel(StreamPurpose purpose, int place, SlotsOf<T> draws) => Copy(purpose, place, draws);

    /// <summary>Recorded are the actions themselves.</summary>
    public override void Choose(StreamPurpose purpose, int place, SlotsOf<T> probabilities, SlotsOf<int> actions) => Copy(purpose, place, actions);

    private void Copy<TElement>(StreamPurpose purpose, int place, SlotsOf<TElement> target)
        where TElement : unmanaged, INumber<TElement>
    {
        if (recorded.FixedDraws.TryGetValue(purpose, out double constant))
        {
            target[0].Fill(TElement.CreateChecked(constant));
            return;
        }

        string name = recorded.Draws[purpose];
        double[] values = recorded.Values(name);
        int slots = values.Length / recorded.ShapeOf(name)[0] / target.Width; // what is drawn once for an episode has one
        for (int slot = 0; slot < target.Count; slot++)
        {
            for (int i = 0; i < target.Width; i++)
            {
                double value = values[(((place * slots) + slot) * target.Width) + i];
                target[slot][i] = TElement.CreateChecked(value < 0 && typeof(TElement) == typeof(int) ? 0 : value); // -1 stands where no action counts
            }
        }
    }
}
