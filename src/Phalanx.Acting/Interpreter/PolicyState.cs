using System.Buffers.Binary;

namespace Phalanx.Acting;

/// <summary>What is kept from step to step, as bytes: the memories of the agents, then their last actions, in little-endian order.</summary>
internal static class PolicyState
{
    private const int NumberBytes = 4;

    public static int Length(PolicyWorkspace workspace) => NumberBytes * (workspace.Memory.Length + workspace.LastActions.Length);

    public static void Save(PolicyWorkspace workspace, Span<byte> state)
    {
        ThrowUnlessLengthFits(workspace, state);
        int at = 0;
        foreach (float number in workspace.Memory)
        {
            BinaryPrimitives.WriteInt32LittleEndian(state.Slice(at), BitConverter.SingleToInt32Bits(number));
            at += NumberBytes;
        }

        foreach (int action in workspace.LastActions)
        {
            BinaryPrimitives.WriteInt32LittleEndian(state.Slice(at), action);
            at += NumberBytes;
        }
    }

    public static void Restore(PolicyWorkspace workspace, PolicyActions actions, ReadOnlySpan<byte> state)
    {
        ThrowUnlessLengthFits(workspace, state);
        int first = NumberBytes * workspace.Memory.Length;
        for (int agent = 0; agent < workspace.Agents; agent++)
        {
            int action = Number(state, first, agent);
            if (action < -1 || action >= actions.Count)
            {
                throw new ArgumentException($"The state says that an agent's last action is {action}, which it does not have; it is no state of this policy.", nameof(state));
            }
        }

        for (int i = 0; i < workspace.Memory.Length; i++)
        {
            workspace.Memory[i] = BitConverter.Int32BitsToSingle(Number(state, 0, i));
        }

        for (int agent = 0; agent < workspace.Agents; agent++)
        {
            workspace.LastActions[agent] = Number(state, first, agent);
        }
    }

    private static int Number(ReadOnlySpan<byte> state, int first, int index) => BinaryPrimitives.ReadInt32LittleEndian(state.Slice(first + (index * NumberBytes)));

    private static void ThrowUnlessLengthFits(PolicyWorkspace workspace, ReadOnlySpan<byte> state)
    {
        if (state.Length != Length(workspace))
        {
            throw new ArgumentException($"The state has {state.Length} bytes; one of this policy has {Length(workspace)}.", nameof(state));
        }
    }
}
