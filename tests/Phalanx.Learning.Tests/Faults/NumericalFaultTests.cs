using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Tests.Faults;

public class NumericalFaultTests
{
    [Fact]
    public void Numbers_are_counted_by_their_kinds()
    {
        Assert.Equal(
            new NonFinite(2, 1, 3, 8),
            NonFinite.Count<float>([float.NaN, 1, float.NegativeInfinity, float.NaN, float.NegativeInfinity, 0, float.PositiveInfinity, float.NegativeInfinity]));
        Assert.False(NonFinite.Count<double>([1, 2]).Any);
        Assert.Equal("has 2 NaN, 1 +infinity and 3 -infinity among 8 numbers", new NonFinite(2, 1, 3, 8).ToString());
        Assert.Equal("has 1 +infinity among 2 numbers", new NonFinite(0, 1, 0, 2).ToString());
        Assert.Equal(["is NaN", "is +infinity", "is -infinity"], new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }.Select(value => NonFinite.Count(value).ToString()));
    }

    [Fact]
    public void A_fault_of_a_group_names_step_phase_group_tensor_and_checkpoint()
    {
        var fault = new NumericalFault
        {
            Group = "critic",
            Tensor = "gradient of 'fc1.weight'",
            Numbers = new NonFinite(1, 0, 0, 64),
            FoundAt = new RunMoment("learn", 1200, 17, 1000, "runs/a/checkpoints/1000"),
        };
        Assert.Equal(
            "group 'critic': the gradient of 'fc1.weight' has 1 NaN among 64 numbers; phase learn at t_env 1200, in training step 18; the last good checkpoint is 'runs/a/checkpoints/1000'",
            new NumericalFaultException(fault).Message);
    }

    [Fact]
    public void Faults_that_explain_themselves_are_told_by_their_sentence_alone()
    {
        var numbers = new NumericalFault { Group = "critic", Tensor = "loss", Numbers = new NonFinite(1, 0, 0, 1) };
        var fault = new EnvironmentFault { Environment = "my-game", Complaint = "Step threw" };
        var breach = new EnvironmentContractException("my-game", "the reward is NaN");
        foreach (Exception failure in (Exception[])[new NumericalFaultException(numbers), new EnvironmentFaultException(fault), breach])
        {
            Assert.Equal(failure.Message, FailureSentence.Of(failure));
        }
    }

    [Fact]
    public void A_fault_of_an_episode_names_environment_episode_seed_place_and_step()
    {
        var fault = new NumericalFault
        {
            Tensor = "observation of agent 2",
            Numbers = new NonFinite(0, 0, 1, 5),
            Episode = new EpisodeAddress("my-game", 41, ulong.MaxValue, 1, 7),
        };
        const string Sentence = "environment 'my-game', episode 41 of seed 18446744073709551615, place 1, step 7: the observation of agent 2 has 1 -infinity among 5 numbers";
        Assert.Equal(Sentence, fault.ToString());
        Assert.Equal(
            $"{Sentence}; phase collect at t_env 90, after 3 training steps; there is no checkpoint yet",
            (fault with { FoundAt = new RunMoment("collect", 90, 3, null, null) }).ToString());
    }
}
