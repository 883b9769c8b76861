namespace Phalanx.StarCraft.Client;

/// <summary>
/// A game is lost: it ended, hangs, or says what its protocol does not allow. The message is the reason, without a full stop; a new game takes its place.
/// </summary>
internal sealed class GameFaultException(string reason, Exception? cause = null) : Exception(reason, cause);
