namespace Phalanx.Acting;

/// <summary>
/// A trained team's policy, ready to act. It is immutable: any number of teams and agents, on any threads, share one. Load it once, and make a
/// <see cref="PolicyTeam"/> for every world.
/// </summary>
public sealed class ActingPolicy
{
    private readonly PolicyPlan _plan;

    /// <summary>A policy of a description and its weights.</summary>
    /// <param name="policy">The description and its weights.</param>
    public ActingPolicy(ExportedPolicy policy)
    {
        if (policy is null)
        {
            throw new ArgumentNullException(nameof(policy));
        }

        _plan = new PolicyPlan(policy);
    }

    /// <summary>What the policy is: sizes, bounds, where it comes from, and its operations.</summary>
    public PolicyDescription Description => _plan.Policy.Description;

    /// <summary>How many outputs there are for each agent.</summary>
    public int Outputs => _plan.Policy.Outputs;

    /// <summary>Loads a policy file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PolicyFormatException">It is no policy that can act.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ActingPolicy Load(string path) => new ActingPolicy(PolicyFile.Read(path));

    /// <summary>Loads a policy from a stream, which is read to its end and left open.</summary>
    /// <param name="stream">The stream, at the first byte of a policy.</param>
    /// <exception cref="PolicyFormatException">It holds no policy that can act.</exception>
    public static ActingPolicy Load(Stream stream) => new ActingPolicy(PolicyFile.Read(stream));

    /// <summary>Loads a policy from memory: Unity's <c>TextAsset.bytes</c>, Godot's <c>FileAccess.GetFileAsBytes</c>.</summary>
    /// <param name="file">The bytes of a policy file.</param>
    /// <exception cref="PolicyFormatException">They are no policy that can act.</exception>
    public static ActingPolicy Load(ReadOnlySpan<byte> file) => new ActingPolicy(PolicyFile.Read(file));

    /// <summary>A team for one world.</summary>
    public PolicyTeam CreateTeam() => new PolicyTeam(_plan);

    /// <summary>One agent by itself, which acts bit for bit as it does in a team.</summary>
    /// <param name="id">Which agent, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such agent.</exception>
    /// <exception cref="InvalidOperationException">The team sees entities.</exception>
    public PolicyAgent CreateAgent(int id)
    {
        if (id < 0 || id >= Description.Agents)
        {
            throw new ArgumentOutOfRangeException(nameof(id), $"There is no agent {id}; the policy is for {Description.Agents}, counted from 0.");
        }

        return Description.Entities is null
            ? new PolicyAgent(_plan, id)
            : throw new InvalidOperationException("The policy sees entities, of which its agents are a part; only a whole team can act by it.");
    }
}
