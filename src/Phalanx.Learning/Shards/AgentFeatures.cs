using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>The default features of agents, where the environment declares none.</summary>
internal static class AgentFeatures
{
    /// <summary>The agents' ids as one-hots, [slots, episodes, agents, agents].</summary>
    public static Tensor<float> Ids(Tape<float> tape, int agents, int slots, int episodes)
    {
        Tensor<float> features = tape.Arena.RentZeroed((slots, episodes, agents, agents));
        Span<float> elements = features.Span;
        for (int row = 0; row * agents < elements.Length; row++)
        {
            elements[(row * agents) + (row % agents)] = 1;
        }

        return features;
    }
}
