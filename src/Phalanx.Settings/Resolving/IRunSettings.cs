namespace Phalanx.Settings;

/// <summary>
/// All settings of a run in one record. Most groups are always the same; two, <c>env</c> and <c>algorithm</c>, hold the records that an environment and an
/// algorithm are registered with.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IRunSettings<TSelf>
    where TSelf : class, IRunSettings<TSelf>
{
    /// <summary>The comment on the first line of <c>settings.yaml</c>: what the file is and how to use it, in one line.</summary>
    static abstract string Heading { get; }

    /// <summary>The environment's name, <c>env.name</c> in files.</summary>
    string EnvironmentName { get; }

    /// <summary>The algorithm's name, <c>algorithm.name</c> in files.</summary>
    string AlgorithmName { get; }

    /// <summary>The environment's own settings.</summary>
    object Env { get; }

    /// <summary>The record with the defaults of all groups but two.</summary>
    /// <param name="algorithm">The algorithm's name, and its settings.</param>
    /// <param name="environment">The environment's name, and its settings.</param>
    static abstract TSelf Of((string Name, object Settings) algorithm, (string Name, object Settings) environment);

    /// <summary>Refuses values that are each allowed but not in combination.</summary>
    /// <exception cref="Foundation.UserErrorException">The sentence names the settings and what is allowed.</exception>
    void ThrowIfInconsistent();
}
