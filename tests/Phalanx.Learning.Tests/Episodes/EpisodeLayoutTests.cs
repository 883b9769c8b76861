using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Tests.Episodes;

public class EpisodeLayoutTests
{
    [Fact]
    public void Layouts_are_equal_when_all_their_properties_are() =>
        Assert.Equal(Layouts.Everything, Layouts.Everything with { Entities = new EntityLayout(5, 3) });

    [Fact]
    public void Layouts_differ_when_one_property_differs() => Assert.All(Variants, variant => Assert.NotEqual(Layouts.Everything, variant));

    [Fact]
    public void Layouts_that_make_no_sense_are_refused()
    {
        EpisodeLayout sane = Layouts.Everything;
        EpisodeLayout[] senseless =
        [
            sane with { Agents = 0 },
            sane with { EpisodeLimit = 0 },
            sane with { Actions = -1 },
            sane with { Actions = 0 },
            sane with { Actions = 65_537 },
            sane with { ActionDimensions = 2 },
            sane with { Actions = 0, ActionDimensions = 2 },
            sane with { ObservationSize = -1 },
            sane with { StateSize = -1 },
            sane with { AgentFeatureSize = -1 },
            sane with { Entities = new EntityLayout(2, 3) },
            sane with { Entities = new EntityLayout(5, 0) },
        ];
        Assert.NotNull(new EpisodeWriter(sane));
        Assert.All(senseless, layout => Assert.ThrowsAny<ArgumentException>(() => new EpisodeWriter(layout)));
    }

    internal static IEnumerable<EpisodeLayout> Variants =>
    [
        Layouts.Everything with { Agents = 4 },
        Layouts.Everything with { EpisodeLimit = 10 },
        Layouts.Everything with { Actions = 301 },
        Layouts.Everything with { StoresAvailableActions = false },
        Layouts.Everything with { ObservationSize = 6 },
        Layouts.Everything with { StateSize = 8 },
        Layouts.Everything with { AgentFeatureSize = 0 },
        Layouts.Everything with { Entities = null },
        Layouts.Everything with { Entities = new EntityLayout(5, 4) },
        Layouts.Everything with { StoresAlive = false },
        Layouts.Everything with { HalfPrecision = true },
        Layouts.Everything with { Actions = 0, ActionDimensions = 2, StoresAvailableActions = false },
    ];
}
