namespace Phalanx.Environments.Battles;

/// <summary>How a battle stands.</summary>
internal enum BattleEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Only the team is left, or only healers of the enemy beside it.</summary>
    Won,

    /// <summary>Only the enemy is left, or only healers of the team beside it.</summary>
    Lost,

    /// <summary>Both sides died in the same step.</summary>
    Draw,

    /// <summary>The time limit is reached and both sides live.</summary>
    TimedOut,
}
