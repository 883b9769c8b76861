using Phalanx.Environments;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;

namespace Phalanx.Learning.Tests.Algorithms;

public class DataNeedsTests
{
    private static readonly EnvironmentSpec Corridor = CorridorTeam.Spec with { AgentFeatureSize = 5, DeclaresAlive = true };

    private static readonly EpisodeLayout Nothing = new()
    {
        Agents = 2,
        EpisodeLimit = 9,
        Actions = 4,
        StoresAvailableActions = true,
    };

    [Fact]
    public void Only_fields_that_the_algorithm_reads_are_stored()
    {
        var none = new DataNeeds { Observations = false, State = false };
        Assert.Equal(Nothing, none.LayoutIn(Corridor));
        Assert.Equal(Nothing with { ObservationSize = 3 }, (none with { Observations = true }).LayoutIn(Corridor));
        Assert.Equal(Nothing with { StateSize = 2 }, (none with { State = true }).LayoutIn(Corridor));
        Assert.Equal(Nothing with { AgentFeatureSize = 5 }, (none with { AgentFeatures = true }).LayoutIn(Corridor));
        Assert.Equal(Nothing with { Entities = new EntityLayout(3, 3) }, (none with { Entities = true }).LayoutIn(Corridor));
        Assert.Equal(Nothing with { StoresAlive = true }, (none with { Alive = true }).LayoutIn(Corridor));
    }

    [Fact]
    public void Only_fields_that_the_environment_offers_are_stored()
    {
        var all = new DataNeeds { AgentFeatures = true, Entities = true, Alive = true };
        Assert.Equal(Nothing with { ObservationSize = 3, StateSize = 2 }, all.LayoutIn(Corridor with { Entities = null, AgentFeatureSize = 0, DeclaresAlive = false }));
        EpisodeLayout continuous = new DataNeeds().LayoutIn(Corridor with { Actions = ActionSpec.Continuous(2, -1, 1) });
        Assert.Equal((0, 2, false), (continuous.Actions, continuous.ActionDimensions, continuous.StoresAvailableActions));
    }
}
