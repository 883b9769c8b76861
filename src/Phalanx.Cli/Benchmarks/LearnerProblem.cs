using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Training steps of an algorithm on made-up episodes: sampling, forward, backward, clip and optimiser, all that a run does between two
/// rounds of episodes.
/// </summary>
internal sealed class LearnerProblem : IDisposable
{
    private readonly WorkerPool _workers;
    private readonly LearnerStep<float> _learner;
    private readonly ReplayShards _shards;
    private long _step;

    /// <param name="definition">The algorithm.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="threads">Number of workers.</param>
    /// <param name="ragged">Whether episodes end anywhere instead of at the limit.</param>
    public LearnerProblem(AlgorithmDefinition definition, LearnerShape shape, int threads, bool ragged)
    {
        var spec = new EnvironmentSpec
        {
            Name = shape.Name,
            Agents = shape.Team.Agents,
            Actions = ActionSpec.Discrete(shape.Team.Actions),
            ObservationSize = shape.Team.Observation,
            StateSize = shape.Team.State,
            EpisodeLimit = shape.Steps,
        };
        var settings = new RunSettings
        {
            EnvironmentName = shape.Name,
            AlgorithmName = definition.Name,
            Env = new object(),
            Algorithm = definition.CreateDefaultSettings(),
        };
        Algorithm<float> algorithm = definition.Create(spec, settings);
        foreach (ParameterGroup<float> group in algorithm.Groups)
        {
            group.Initialise(0);
        }

        _workers = new WorkerPool(threads);
        _learner = new LearnerStep<float>(algorithm, _workers);
        _shards = new ReplayShards(Fill(shape, ragged), shape.Team, LearnerShape.Batch, settings.Learner.ShardRows, algorithm.Needs);
    }

    /// <summary>One training step.</summary>
    public void Run()
    {
        _shards.Sample(0, _step++);
        _learner.Run(_shards);
    }

    public void Dispose() => _workers.Dispose();

    private static EpisodeReplay Fill(LearnerShape shape, bool ragged)
    {
        var layout = new EpisodeLayout
        {
            Agents = shape.Team.Agents,
            EpisodeLimit = shape.Steps,
            Actions = shape.Team.Actions,
            StoresAvailableActions = true,
            ObservationSize = shape.Team.Observation,
            StateSize = shape.Team.State,
        };
        var replay = new EpisodeReplay(layout, LearnerShape.Batch);
        var writer = new EpisodeWriter(layout);
        var stream = new RandomStream(0, StreamPurpose.Named("benchmark episode"), 0);
        float[] observations = new float[layout.Agents * layout.ObservationSize];
        float[] state = new float[layout.StateSize];
        int[] actions = new int[layout.Agents];
        bool[] available = new bool[layout.Agents * layout.Actions];
        Array.Fill(available, true);
        for (int episode = 0; episode < LearnerShape.Batch; episode++)
        {
            int length = ragged ? stream.NextInt(1, shape.Steps + 1) : shape.Steps;
            writer.Begin();
            for (int slot = 0; slot <= length; slot++)
            {
                stream.FillUniform(observations, -1, 1);
                stream.FillUniform(state, -1, 1);
                writer.WriteObservations(observations);
                writer.WriteState(state);
                writer.WriteAvailableActions(available);
                if (slot < length)
                {
                    for (int agent = 0; agent < actions.Length; agent++)
                    {
                        actions[agent] = stream.NextInt(layout.Actions);
                    }

                    writer.WriteActions(actions);
                    writer.EndStep(stream.NextSingle(), terminated: false, truncated: slot == length - 1);
                }
            }

            replay.Add(writer);
        }

        return replay;
    }
}
