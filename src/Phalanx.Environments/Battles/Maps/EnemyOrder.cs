namespace Phalanx.Environments.Battles;

/// <summary>What the enemy's units are told once, at the start of a battle.</summary>
internal abstract record EnemyOrder
{
    private EnemyOrder()
    {
    }

    /// <summary>Stand, and attack what comes near.</summary>
    internal sealed record Hold : EnemyOrder;

    /// <summary>
    /// Walk to a point, and attack what comes near on the way and there. Between equal ends it is that point; otherwise any of the segment, drawn for
    /// each battle.
    /// </summary>
    internal sealed record AttackMove(double FromX, double FromY, double ToX, double ToY) : EnemyOrder;

    /// <summary>Chase the nearest unit of the team, at any distance.</summary>
    internal sealed record Chase : EnemyOrder;
}
