using MobileNetGen.Training.Layers;

namespace MobileNetGen.Training.Optimisation;

/// <summary>Changes parameters by their gradients; biases and normalisations do not decay.</summary>
internal abstract class Optimiser(double weightDecay)
{
    public void Step(IReadOnlyList<Parameter<float>> parameters, double rate)
    {
        Advance();
        foreach (var parameter in parameters)
        {
            Update(parameter, (float)rate, parameter.Decays ? (float)weightDecay : 0);
        }
    }

    protected abstract void Update(Parameter<float> parameter, float rate, float decay);

    /// <summary>One more step is made.</summary>
    protected virtual void Advance()
    {
    }
}

/// <summary>Stochastic gradient descent with momentum, in PyTorch's form: g ← g + λ·w, v ← μ·v + g, w ← w − η·v.</summary>
internal sealed class Sgd(double momentum, double weightDecay) : Optimiser(weightDecay)
{
    private readonly Dictionary<Parameter<float>, float[]> _velocities = [];

    protected override void Update(Parameter<float> parameter, float rate, float decay)
    {
        if (!_velocities.TryGetValue(parameter, out var velocity))
        {
            _velocities[parameter] = velocity = new float[parameter.Values.Length];
        }

        for (var index = 0; index < velocity.Length; index++)
        {
            var gradient = parameter.Gradient[index] + (decay * parameter.Values[index]);
            velocity[index] = ((float)momentum * velocity[index]) + gradient;
            parameter.Values[index] -= rate * velocity[index];
        }
    }
}

/// <summary>
/// Adam with the paper's constants (Kingma and Ba, arXiv:1412.6980, algorithm 1), and decay beside the gradient (Loshchilov and Hutter, arXiv:1711.05101).
/// </summary>
internal sealed class Adam(double weightDecay) : Optimiser(weightDecay)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Dictionary<Parameter<float>, (float[] First, float[] Second)> _moments = [];
    private int _steps;

    protected override void Advance() => _steps++;

    protected override void Update(Parameter<float> parameter, float rate, float decay)
    {
        if (!_moments.TryGetValue(parameter, out var moments))
        {
            _moments[parameter] = moments = (new float[parameter.Values.Length], new float[parameter.Values.Length]);
        }

        var (first, second) = moments;
        var firstBias = 1 - Math.Pow(Beta1, _steps);
        var secondBias = 1 - Math.Pow(Beta2, _steps);
        for (var index = 0; index < first.Length; index++)
        {
            var gradient = parameter.Gradient[index];
            parameter.Values[index] *= 1 - (rate * decay);
            first[index] = (Beta1 * first[index]) + ((1 - Beta1) * gradient);
            second[index] = (Beta2 * second[index]) + ((1 - Beta2) * gradient * gradient);
            parameter.Values[index] -= rate * (float)(first[index] / firstBias) / ((float)Math.Sqrt(second[index] / secondBias) + Epsilon);
        }
    }
}
