namespace Phalanx.Foundation;

/// <summary>How a failure is told, wherever that is: on a terminal, in a file, to the program that started another one.</summary>
public static class FailureSentence
{
    /// <summary>One line, safe to be shown: the message of a failure that it explains by itself; of any other its kind too, which matters as much.</summary>
    /// <param name="failure">The failure.</param>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Shown.Sentence(failure is IExplained ? failure.Message : $"{failure.GetType().Name}: {failure.Message}");
    }
}
