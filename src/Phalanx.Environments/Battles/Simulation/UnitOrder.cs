namespace Phalanx.Environments.Battles;

/// <summary>What a unit was told to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Target">The unit that it is about; -1 when it is about none.</param>
/// <param name="X">The point that it is about, from the left.</param>
/// <param name="Y">The point that it is about, from the bottom.</param>
internal readonly record struct UnitOrder(OrderKind Kind, int Target, double X, double Y)
{
    /// <summary>Whether the unit chooses its targets itself.</summary>
    public bool SeeksTargets => Kind >= OrderKind.Hold;

    /// <summary>Stand still.</summary>
    public static UnitOrder Stop => new(OrderKind.Stop, -1, 0, 0);

    /// <summary>Stand, and attack what comes near.</summary>
    public static UnitOrder Hold => new(OrderKind.Hold, -1, 0, 0);

    /// <summary>Go after the nearest opponent, at any distance.</summary>
    public static UnitOrder Chase => new(OrderKind.Chase, -1, 0, 0);

    /// <summary>Go to a point and do nothing else.</summary>
    public static UnitOrder MoveTo(double x, double y) => new(OrderKind.Move, -1, x, y);

    /// <summary>Attack one unit until it is dead.</summary>
    public static UnitOrder Attack(int target) => new(OrderKind.Attack, target, 0, 0);

    /// <summary>Heal one unit.</summary>
    public static UnitOrder Heal(int target) => new(OrderKind.Heal, target, 0, 0);

    /// <summary>Go to a point and attack what comes near on the way and there.</summary>
    public static UnitOrder AttackMove(double x, double y) => new(OrderKind.AttackMove, -1, x, y);
}

/// <summary>The kinds of orders. A unit under the first four is passive: it does what it is told and nothing else.</summary>
internal enum OrderKind : byte
{
    /// <summary>Stand still.</summary>
    Stop,

    /// <summary>Go to a point.</summary>
    Move,

    /// <summary>Attack one unit.</summary>
    Attack,

    /// <summary>Heal one unit.</summary>
    Heal,

    /// <summary>Stand, and attack what comes near.</summary>
    Hold,

    /// <summary>Go to a point, and attack what comes near.</summary>
    AttackMove,

    /// <summary>Go after the nearest opponent.</summary>
    Chase,
}
