using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>
/// Draws inside a loss. Each is addressed by the training step, what it is for, and the episode's place in the batch; an episode's draws follow
/// each other slot by slot. So nothing depends on how the batch was cut into shards, nor on how long other episodes are.
/// </summary>
public readonly struct Noise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NoiseSource<T>? _source;
    private readonly int _firstPlace;
    private readonly int _episodes;

    /// <summary>The draws of some episodes in a row.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="firstPlace">The place of the first of them in the batch.</param>
    /// <param name="episodes">How many there are.</param>
    public Noise(NoiseSource<T> source, int firstPlace, int episodes) => (_source, _firstPlace, _episodes) = (source, firstPlace, episodes);

    /// <summary>Uniform draws from [0, 1), [slots, episodes, width].</summary>
    public Tensor<T> Uniform(Tape<T> tape, StreamPurpose purpose, int slots, int width)
    {
        NoiseSource<T> source = Source;
        Tensor<T> draws = tape.Arena.Rent((slots, _episodes, width));
        for (int episode = 0; episode < _episodes; episode++)
        {
            source.Uniform(purpose, _firstPlace + episode, new SlotsOf<T>(draws, episode));
        }

        return draws;
    }

    /// <summary>Draws of a standard normal variable, [slots, episodes, width].</summary>
    public Tensor<T> Normal(Tape<T> tape, StreamPurpose purpose, int slots, int width)
    {
        NoiseSource<T> source = Source;
        Tensor<T> draws = tape.Arena.Rent((slots, _episodes, width));
        for (int episode = 0; episode < _episodes; episode++)
        {
            source.Normal(purpose, _firstPlace + episode, new SlotsOf<T>(draws, episode));
        }

        return draws;
    }

    /// <summary>Draws of a standard Gumbel variable, <c>-log(-log U)</c>, [slots, episodes, width].</summary>
    public Tensor<T> Gumbel(Tape<T> tape, StreamPurpose purpose, int slots, int width)
    {
        NoiseSource<T> source = Source;
        Tensor<T> draws = tape.Arena.Rent((slots, _episodes, width));
        for (int episode = 0; episode < _episodes; episode++)
        {
            source.Gumbel(purpose, _firstPlace + episode, new SlotsOf<T>(draws, episode));
        }

        return draws;
    }

    /// <summary>One action per row, drawn by its probabilities: [slots, episodes x agents, actions] to [slots, episodes x agents].</summary>
    public Tensor<int> Choose(Tape<T> tape, StreamPurpose purpose, Tensor<T> probabilities)
    {
        NoiseSource<T> source = Source;
        int slots = probabilities.Shape[0];
        int rows = probabilities.Shape[1];
        Tensor<int> actions = tape.Indices.Rent((slots, rows));
        for (int episode = 0; episode < _episodes; episode++)
        {
            source.Choose(purpose, _firstPlace + episode, new SlotsOf<T>(probabilities, _episodes, episode), new SlotsOf<int>(actions, _episodes, episode));
        }

        return actions;
    }

    private NoiseSource<T> Source => _source ?? throw new InvalidOperationException("This shard offers no draws: the algorithm does not declare that its losses draw.");
}
