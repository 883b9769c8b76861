namespace Phalanx.Learning.Exploration;

/// <summary>
/// A number that goes from one value to another in a straight line over the first environment steps and stays there:
/// <c>at(t) = start + (finish - start) · min(t / steps, 1)</c>. Epsilon, for the most part.
/// </summary>
public sealed class LinearSchedule
{
    private readonly double _start;
    private readonly double _finish;
    private readonly long _steps;

    /// <summary>A schedule between two values.</summary>
    /// <param name="start">The value at step 0.</param>
    /// <param name="finish">The value from step <paramref name="steps"/> on.</param>
    /// <param name="steps">How many environment steps the change takes; 0 for the final value at once.</param>
    public LinearSchedule(double start, double finish, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        (_start, _finish, _steps) = (start, finish, steps);
    }

    /// <summary>The value at an environment step.</summary>
    /// <param name="step">Environment steps collected so far, <c>t_env</c>.</param>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);

        // Past the end the finish itself, not start + (finish - start), which may round to its neighbour.
        return step >= _steps ? _finish : _start + ((_finish - _start) * ((double)step / _steps));
    }
}
