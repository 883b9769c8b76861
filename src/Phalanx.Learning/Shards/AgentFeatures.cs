using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>What the state says of each agent.</summary>
internal static class AgentFeatures
{
    /// <summary>
    /// Room for what the environment will say of each agent, zeros, or the agents' ids where it says nothing, [slots, episodes, agents, features].
    /// </summary>
    public static Tensor<float> Blank(Tape<float> tape, TeamShape team, int slots, int episodes)
    {
        Tensor<float> features = tape.Arena.RentZeroed((slots, episodes, team.Agents, team.AgentFeatures));
        if (!team.DeclaresAgentFeatures)
        {
            Span<float> elements = features.Span;
            for (int row = 0; row * team.Agents < elements.Length; row++)
            {
                elements[(row * team.Agents) + (row % team.Agents)] = 1;
            }
        }

        return features;
    }
}
