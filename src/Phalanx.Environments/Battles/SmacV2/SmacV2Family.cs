namespace Phalanx.Environments.Battles;

/// <summary>Registers SMACv2's battles: the published ones by name, and a family of those with any other numbers of units.</summary>
/// <param name="create">Makes a batch of one of the battles.</param>
/// <param name="spec">The specification that follows from settings.</param>
internal sealed class SmacV2Family(
    Func<SmacV2Battle, SmacV2Settings, int, IEnvironmentBatch> create, Func<SmacV2Battle, SmacV2Settings, EnvironmentSpec> spec)
{
    public void Register(EnvironmentRegistry registry)
    {
        foreach (SmacV2Battle battle in SmacV2Battle.Published)
        {
            registry.Register(Define(battle));
        }

        registry.RegisterFamily(SmacV2Battle.Prefix, name => SmacV2Battle.Parse(name) is { } battle ? Define(battle) : null);
    }

    private EnvironmentDefinition Define(SmacV2Battle battle) => EnvironmentDefinition.Of(
        battle.Name,
        battle.Summary,
        (settings, count) => create(battle, settings, count),
        settings => spec(battle, settings),
        "battles",
        nameof(GeneratedLineup),
        battle.Defaults);
}
