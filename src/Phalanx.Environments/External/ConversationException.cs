namespace Phalanx.Environments.External;

/// <summary>A conversation cannot go on. The message is a sentence without a full stop that begins with who was spoken to.</summary>
internal sealed class ConversationException(string message, Exception? innerException = null) : Exception(message, innerException);
