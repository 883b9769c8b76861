using Phalanx.Environments.Foraging;
using Phalanx.Environments.Matrix;
using Phalanx.Environments.Particles;
using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments;

/// <summary>The list of families that come with the library; each registers its own members.</summary>
internal static class BuiltInEnvironments
{
    public static void Register(EnvironmentRegistry registry)
    {
        ForagingFamily.Register(registry);
        MatrixGames.Register(registry);
        ParticleFamily.Register(registry);
        WarehouseFamily.Register(registry);
    }
}
