using Phalanx.Foundation;

namespace Phalanx.StarCraft.Doctor;

/// <summary>The game was lost while it was examined.</summary>
public sealed class LostGameException : Exception, IExplained
{
    /// <summary>Without a reason.</summary>
    public LostGameException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">A sentence without a capital or full stop.</param>
    public LostGameException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">A sentence without a capital or full stop.</param>
    /// <param name="innerException">What happened.</param>
    public LostGameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
