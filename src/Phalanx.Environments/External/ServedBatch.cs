using System.Runtime.InteropServices;

namespace Phalanx.Environments.External;

/// <summary>A batch that answers the questions of another process.</summary>
/// <param name="batch">The batch.</param>
internal sealed class ServedBatch(IEnvironmentBatch batch)
{
    private readonly MessageLayout _layout = new(batch.Spec, masks: batch.Spec.Actions.IsDiscrete);
    private readonly StepResult[] _results = new StepResult[batch.Count];
    private byte[] _answer = [];

    /// <summary>Answers until there are no more questions.</summary>
    public void Serve(EnvironmentServer server)
    {
        while (server.Next() is (MessageKind.Reset or MessageKind.Step, var length) question)
        {
            var blocks = new BodyBlocks(server.Body(length));
            int count = checked((int)blocks.Next<uint>(2)[0]);
            int answered = question.Kind == MessageKind.Reset ? Reset(blocks, count) : Step(blocks, count);
            server.Answer(question.Kind == MessageKind.Reset ? MessageKind.Seen : MessageKind.Stepped, server.NumberOfLast, _answer.AsSpan(0, answered));
        }
    }

    private int Reset(BodyBlocks blocks, int count)
    {
        ReadOnlySpan<ulong> seeds = blocks.Next<ulong>(count);
        ReadOnlySpan<int> environments = blocks.Next<int>(count);
        for (int i = 0; i < count; i++)
        {
            batch.Reset(environments[i], seeds[i]);
        }

        int length = Begin(_layout.SeenLength(count));
        Write(new BodyBlocks(_answer.AsSpan(0, length)), environments);
        return length;
    }

    private int Step(BodyBlocks blocks, int count)
    {
        ReadOnlySpan<int> environments = blocks.Next<int>(count);
        Span<StepResult> results = _results.AsSpan(0, count);
        batch.Step(
            environments,
            batch.Spec.Actions.IsDiscrete ? new JointAction(blocks.Next<int>(count * _layout.Actions)) : new JointAction(blocks.Next<float>(count * _layout.Actions)),
            results);
        int length = Begin(_layout.SteppedLength(count));
        var answer = new BodyBlocks(_answer.AsSpan(0, length));
        Span<double> rewards = answer.Next<double>(count);
        Span<byte> ended = answer.Next<byte>(count);
        for (int i = 0; i < count; i++)
        {
            rewards[i] = results[i].Reward;
            ended[i] = (byte)((results[i].Terminated ? 1 : 0) | (results[i].Truncated ? 2 : 0));
        }

        Write(answer, environments);
        return length;
    }

    private int Begin(long length)
    {
        int whole = checked((int)length);
        if (_answer.Length < whole)
        {
            _answer = new byte[whole];
        }

        _answer.AsSpan(0, whole).Clear();
        return whole;
    }

    private void Write(BodyBlocks answer, ReadOnlySpan<int> environments)
    {
        int count = environments.Length;
        batch.WriteObservations(environments, answer.Next<float>(count * _layout.Observations));
        batch.WriteState(environments, answer.Next<float>(count * _layout.State));
        Span<bool> available = Flags(ref answer, count * _layout.Available);
        if (_layout.Available > 0)
        {
            batch.WriteAvailableActions(environments, available);
        }

        Span<bool> alive = Flags(ref answer, count * _layout.Alive);
        if (_layout.Alive > 0)
        {
            batch.WriteAlive(environments, alive);
        }

        batch.WriteStatistics(environments, answer.Next<float>(count * _layout.Statistics));
        batch.WriteAgentFeatures(environments, answer.Next<float>(count * _layout.AgentFeatures));
        Span<float> entities = answer.Next<float>(count * _layout.Entities);
        Span<bool> absent = Flags(ref answer, count * _layout.Absent);
        Span<bool> hidden = Flags(ref answer, count * _layout.Hidden);
        if (_layout.Entities > 0)
        {
            batch.WriteEntities(environments, entities, absent, hidden);
        }
    }

    // A flag is a byte that is 0 or 1, as .NET keeps it in memory.
    private static Span<bool> Flags(ref BodyBlocks answer, int count) => MemoryMarshal.Cast<byte, bool>(answer.Next<byte>(count));
}
