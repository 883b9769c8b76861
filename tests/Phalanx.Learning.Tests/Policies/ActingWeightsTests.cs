using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Tests.Episodes;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Policies;

public class ActingWeightsTests
{
    [Fact]
    public void A_team_with_the_weights_of_another_acts_as_that_one_does()
    {
        using LearningProblem one = RolledOut.Problem(seed: 1);
        using LearningProblem other = RolledOut.Problem(seed: 2);
        ActingWeights weights = one.ActingWeights();
        Assert.InRange(weights.Count, 1, one.Algorithm.Groups.Sum(group => group.Online.Count) - 1); // the mixer does not act
        float[] block = new float[weights.Count];
        weights.CopyTo(block);
        RolledOut.Play(one, 4, out EpisodeResult[] expected);
        RolledOut.Play(other, 4, out EpisodeResult[] before);
        Assert.NotEqual(expected, before);
        other.ActingWeights().Load(block);
        EpisodeRecorder played = RolledOut.Play(other, 4, out EpisodeResult[] results);
        Assert.Equal(expected, results);
        Assert.True(played.IsComplete);
    }

    [Fact]
    public void Their_version_advances_with_what_is_learned()
    {
        using LearningProblem problem = RolledOut.Problem();
        ActingWeights weights = problem.ActingWeights();
        long before = weights.Version;
        problem.Algorithm.Groups[0].Online.Touch();
        Assert.True(weights.Version > before);
        Assert.Throws<ArgumentException>(() => weights.Load(new float[weights.Count - 1]));
    }
}
