using Phalanx.Environments.Battles;
using Phalanx.Environments.Checkers;
using Phalanx.Environments.External;
using Phalanx.Environments.Foraging;
using Phalanx.Environments.GroupMatching;
using Phalanx.Environments.Matrix;
using Phalanx.Environments.Particles;
using Phalanx.Environments.Squeeze;
using Phalanx.Environments.Switch;
using Phalanx.Environments.TwoQuadratics;
using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments;

/// <summary>The list of families that come with the library; each registers its own members.</summary>
internal static class BuiltInEnvironments
{
    public static void Register(EnvironmentRegistry registry)
    {
        BattleFamily.Register(registry);
        CheckersGames.Register(registry);
        ExternalGames.Register(registry);
        GroupMatchingGames.Register(registry);
        MatrixGames.Register(registry);
        SqueezeGames.Register(registry);
        SwitchGames.Register(registry);
        TwoQuadraticsGames.Register(registry);
        Hunt.Register(registry);
        PredatorPrey.Register(registry);
        ForagingFamily.Register(registry);
        ParticleFamily.Register(registry);
        WarehouseFamily.Register(registry);
    }
}
