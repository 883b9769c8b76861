using Phalanx.Foundation;

namespace Phalanx.StarCraft.Protocol;

/// <summary>
/// The seeds of the battles behind the server. A game is given one number when it is created, and its battles follow each other without another word about it.
/// </summary>
internal static class EpisodeSeeds
{
    private static readonly StreamPurpose Battles = StreamPurpose.Named("battles of a game");

    /// <summary>The seed of a battle.</summary>
    /// <param name="game">The seed of the game.</param>
    /// <param name="battle">How many battles came before it.</param>
    public static ulong Of(uint game, ulong battle) => RandomStream.DeriveSeed(game, Battles, battle);
}
