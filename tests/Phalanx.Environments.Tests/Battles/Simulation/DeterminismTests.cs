using System.Runtime.InteropServices;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>
/// Fixture 45: equal seeds and actions give equal bytes. Register widths are compared by processes of their own, in the tests of the tool.
/// </summary>
public class DeterminismTests
{
    private const string Largest = "27m_vs_30m";
    private const int Steps = 1000;

    private static readonly StreamPurpose Actions = StreamPurpose.Named("test/determinism");

    [Fact]
    public void Fixture_45_equal_seeds_and_actions_give_equal_bytes()
    {
        byte[] once = Digest(Batch(Largest, 1), 0, seed: 3);
        Assert.Equal(once, Digest(Batch(Largest, 1), 0, seed: 3));
        Assert.NotEqual(once, Digest(Batch(Largest, 1), 0, seed: 4));
    }

    [Theory]
    [InlineData("27m_vs_30m")]
    [InlineData("MMM2")]
    [InlineData("2c_vs_64zg")]
    public void Fixture_45_one_thread_and_eight_give_equal_bytes(string map)
    {
        const int Environments = 8;
        IEnvironmentBatch alone = Batch(map, Environments);
        byte[][] expected = [.. Enumerable.Range(0, Environments).Select(environment => Digest(alone, environment, (ulong)environment))];

        IEnvironmentBatch shared = Batch(map, Environments);
        byte[][] actual = new byte[Environments][];
        Thread[] threads = [.. Enumerable.Range(0, Environments).Select(environment =>
            new Thread(() => actual[environment] = Digest(shared, environment, (ulong)environment)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Names_of_the_environment_change_no_bytes()
    {
        byte[][] digests = [.. new[] { Largest, "another" }.Select(name =>
        {
            var plan = BattlePlan.Of(BattleMaps.Load(Largest, BattleProfile.Sc2), name);
            return Digest(new BattleBatch(plan, new BattleMapSettings(), 1), 0, seed: 5);
        })];
        Assert.Equal(digests[0], digests[1]);
    }

    private static BattleBatch Batch(string map, int count) =>
        new(BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), map), new BattleMapSettings(), count);

    /// <summary>What a thousand steps of random play write and pay, episode after episode, as a checksum of all bytes of each kind.</summary>
    private static byte[] Digest(IEnvironmentBatch batch, int environment, ulong seed)
    {
        EnvironmentSpec spec = batch.Spec;
        float[] observations = new float[spec.Agents * spec.ObservationSize];
        float[] state = new float[spec.StateSize];
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        int[] actions = new int[spec.Agents];
        var results = new StepResult[1];
        RandomStream random = new(seed, Actions, 0);
        using var digest = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        ulong episode = 0;
        bool ended = true;
        for (int step = 0; step < Steps; step++)
        {
            if (ended)
            {
                batch.Reset(environment, (seed << 32) | episode++);
            }
            else
            {
                RandomActions.Draw(available, ref random, actions);
                batch.Step([environment], new JointAction(actions), results);
                digest.AppendData(BitConverter.GetBytes(results[0].Reward));
            }

            ended = !ended && results[0].Ended;
            batch.WriteObservations([environment], observations);
            batch.WriteState([environment], state);
            batch.WriteAvailableActions([environment], available);
            digest.AppendData(MemoryMarshal.AsBytes(observations.AsSpan()));
            digest.AppendData(MemoryMarshal.AsBytes(state.AsSpan()));
            digest.AppendData(MemoryMarshal.AsBytes(available.AsSpan()));
        }

        return digest.GetHashAndReset();
    }
}
