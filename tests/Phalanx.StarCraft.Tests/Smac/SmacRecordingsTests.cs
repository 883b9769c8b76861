using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using Xunit.Abstractions;

namespace Phalanx.StarCraft.Tests.Smac;

/// <summary>
/// SMAC's own code is the judge: what its StarCraft2Env returned in front of our server is what our view gives for the same battles. The recordings are made by
/// <c>record_smac.py</c> (docs/starcraft.md); without their folder the test is skipped.
/// </summary>
public class SmacRecordingsTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-6;

    [RecordingsFact]
    public void What_smac_returns_is_what_our_view_gives()
    {
        string[] recordings = [.. Directory.EnumerateFiles(RecordingsFactAttribute.Folder!, "*.recording").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(recordings);
        foreach (string path in recordings)
        {
            using SmacRecording recording = new(path);
            output.WriteLine(Compare(recording));
        }
    }

    private static string Compare(SmacRecording smac)
    {
        ToldBattle battle = new(smac.Map, new BattleMapSettings());
        SmacView view = battle.View;
        float[] observations = new float[smac.Observations.Length];
        float[] state = new float[smac.State.Length];
        bool[] available = new bool[smac.Available.Length];
        double largest = 0;
        (int episodes, int steps, int won) = (0, 0, 0);
        while (smac.Read())
        {
            string where = $"{smac.Map}, episode {episodes}, step {view.Steps + (smac.IsStart ? 0 : 1)}";
            if (smac.IsStart)
            {
                battle.Begin(EpisodeSeeds.Of(smac.Seed, (ulong)episodes++));
            }
            else
            {
                StepResult result = battle.Step(smac.Actions);
                steps++;
                won += smac.Won ? 1 : 0;
                Assert.True(Math.Abs(result.Reward - smac.Reward) <= Tolerance, $"{where}: reward {smac.Reward}, ours {result.Reward}");
                Assert.True(smac.Ended == (result.Terminated || result.Truncated), $"{where}: ended {smac.Ended}");
                Assert.True(smac.Won == (view.End == BattleEnd.Won), $"{where}: won {smac.Won}");
            }

            view.WriteObservations(observations);
            view.WriteState(state);
            view.WriteAvailableActions(available);
            Assert.True(available.AsSpan().SequenceEqual(smac.Available), $"{where}: another mask");
            largest = Math.Max(largest, Math.Max(Difference(observations, smac.Observations, $"{where}, observation"), Difference(state, smac.State, $"{where}, state")));
        }

        Assert.Equal(smac.Episodes, episodes);
        return $"{smac.Map}: {episodes} episodes, {steps} steps, {won} won; masks and ends equal, the largest difference of a number {largest:0.0e+0}";
    }

    private static double Difference(float[] ours, float[] theirs, string where)
    {
        double largest = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            double difference = Math.Abs((double)ours[i] - theirs[i]);
            Assert.True(difference <= Tolerance, $"{where}, number {i}: {theirs[i]}, ours {ours[i]}");
            largest = Math.Max(largest, difference);
        }

        return largest;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RecordingsFactAttribute : FactAttribute
    {
        private const string Variable = "PHALANX_SMAC_RECORDINGS";

        public RecordingsFactAttribute() => Skip = string.IsNullOrEmpty(Folder) ? $"{Variable} does not name a folder of recordings by record_smac.py" : null;

        public static string? Folder => Environment.GetEnvironmentVariable(Variable);
    }
}
