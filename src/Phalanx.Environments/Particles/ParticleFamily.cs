namespace Phalanx.Environments.Particles;

/// <summary>Registers the multi-agent particle environments.</summary>
internal static class ParticleFamily
{
    private const string Page = "mpe";

    public static void Register(EnvironmentRegistry registry)
    {
        registry.Register<SpreadSettings>(
            "mpe/spread", "agents cover as many landmarks without bumping into one another",
            (settings, count) => new ParticleSpread(settings, count), ParticleSpread.SpecOf, Page, nameof(ParticleSpread));
        registry.Register<TagSettings>(
            "mpe/tag", "predators hunt a faster prey around landmarks",
            (settings, count) => new ParticleTag(settings, count), ParticleTag.SpecOf, Page, nameof(ParticleTag));
    }
}
