using Phalanx.Settings;

namespace Phalanx.Environments.Warehouse;

/// <summary>Whom a warehouse pays for a delivery, and when.</summary>
public enum DeliveryReward
{
    /// <summary>1 for the robot that delivers.</summary>
    Individual,

    /// <summary>1 for every robot.</summary>
    Global,

    /// <summary>Half for the robot that delivers, and half when it puts the shelf back.</summary>
    TwoStage,
}

/// <summary>The settings of <c>rware/*</c>; the name gives the number of agents.</summary>
public sealed record WarehouseSettings
{
    /// <summary>How many robots there are; at most half as many as cells.</summary>
    [Setting("how many robots there are", Min = 1, Max = 1000)]
    public int Agents { get; init; } = 2;

    /// <summary>How many blocks of shelves there are from top to bottom.</summary>
    [Setting("how many blocks of shelves there are from top to bottom", Min = 1, Max = 50)]
    public int ShelfRows { get; init; } = 1;

    /// <summary>How many blocks of shelves there are from left to right, an odd number; the middle one makes room for the goals.</summary>
    [Setting("how many blocks of shelves there are from left to right, an odd number", Min = 1, Max = 49)]
    public int ShelfColumns { get; init; } = 3;

    /// <summary>How many shelves a block has from top to bottom.</summary>
    [Setting("how many shelves a block has from top to bottom", Min = 1, Max = 50)]
    public int ColumnHeight { get; init; } = 8;

    /// <summary>How many shelves are requested at any time; null for as many as robots.</summary>
    [Setting("how many shelves are requested at any time; empty for as many as robots", Min = 1)]
    public int? Requests { get; init; }

    /// <summary>Whom it pays for a delivery, and when.</summary>
    [Setting("whom it pays for a delivery, and when: individual, global or two_stage")]
    public DeliveryReward Reward { get; init; }

    /// <summary>How many cells a robot senses in each direction.</summary>
    [Setting("how many cells a robot senses in each direction", Min = 1, Max = 10)]
    public int SensorRange { get; init; } = 1;

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 500;
}
